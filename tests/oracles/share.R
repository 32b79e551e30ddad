# Makes share.json: Wilson, Goodman and Newcombe intervals, from R's own test and from the formulas.
# Run in this folder: Rscript share.R
suppressMessages(library(jsonlite))
set.seed(20240101)

# Wilson 1927 as the roots of (p - q)^2 = z^2 q (1 - q) / n, and as R's score test without
# correction. Counts may be fractional here, where a design effect has divided them.
wilson <- function(x, n, z) {
  p <- x / n
  middle <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  half <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
  c(if (x == 0) 0 else middle - half, if (x == n) 1 else middle + half)
}
tested <- function(x, n, confidence) {
  found <- suppressWarnings(prop.test(x, n, conf.level = confidence, correct = FALSE)$conf.int)
  c(if (x == 0) 0 else found[1], if (x == n) 1 else found[2])
}
quantile_of <- function(confidence) qnorm((1 - confidence) / 2, lower.tail = FALSE)

confidences <- c(0.8, 0.9, 0.95, 0.99, 0.998)
totals <- c(1, 2, 6, 8, 10, 20, 37, 98, 1000, 54321)
edge <- do.call(rbind, lapply(totals, function(n)
  data.frame(count = unique(pmin(c(0, 1, 9, 10, 11, n %/% 2, n - 1, n), n)), total = n)))
edge$confidence <- 0.95
edge$design_effect <- 1
n <- sample(1:3000, 150, TRUE)
drawn <- data.frame(count = rbinom(150, n, runif(150)), total = n,
                    confidence = sample(confidences, 150, TRUE),
                    design_effect = sample(c(1, 1, 0.8, 1.3, 2.7, 15), 150, TRUE))
one <- rbind(edge, drawn)
bounds <- t(mapply(function(x, n, confidence, effect) {
  found <- wilson(x / effect, n / effect, quantile_of(confidence))
  stopifnot(all(abs(found - tested(x / effect, n / effect, confidence)) < 1e-12))
  found
}, one$count, one$total, one$confidence, one$design_effect))
one$value <- one$count / one$total
one$lower <- bounds[, 1]
one$upper <- bounds[, 2]

# Goodman 1965: Wilson's with alpha divided by the number of groups, through chi-square.
several <- lapply(c(list(c(5), c(0, 7), c(70, 20, 10), c(10, 10, 10, 10, 10), c(0, 0, 1),
                         c(9, 10, 11, 1e6)),
                    replicate(40, rpois(sample(2:14, 1), 10^runif(1, 0.3, 4)), simplify = FALSE)),
                  function(counts) {
  confidence <- sample(confidences, 1)
  alpha <- (1 - confidence) / length(counts)
  chi <- qchisq(alpha, 1, lower.tail = FALSE)
  n <- sum(counts)
  root <- sqrt(chi * (chi + 4 * counts * (n - counts) / n))
  lower <- ifelse(counts == 0, 0, (chi + 2 * counts - root) / (2 * (n + chi)))
  upper <- ifelse(counts == n, 1, (chi + 2 * counts + root) / (2 * (n + chi)))
  other <- sapply(counts, tested, n, 1 - alpha)
  stopifnot(all(abs(rbind(lower, upper) - other) < 1e-11))
  list(counts = I(counts), confidence = confidence, value = I(counts / n), lower = I(lower),
       upper = I(upper))
})

# Newcombe 1998, method 10: second less first, from the limits of R's score test.
n1 <- c(10, 10, 10, 10, 1, 20, 80, sample(1:900, 120, TRUE))
n2 <- c(20, 10, 20, 10, 1, 20, 70, sample(1:900, 120, TRUE))
x1 <- c(0, 0, 10, 10, 1, 7, 48, rbinom(120, n1[-(1:7)], runif(120)))
x2 <- c(0, 10, 0, 10, 1, 7, 56, rbinom(120, n2[-(1:7)], runif(120)))
two <- data.frame(count_1 = x1, total_1 = n1, count_2 = x2, total_2 = n2,
                  confidence = c(rep(0.95, 7), sample(confidences, 120, TRUE)))
bounds <- t(mapply(function(x1, n1, x2, n2, confidence) {
  first <- tested(x1, n1, confidence)
  second <- tested(x2, n2, confidence)
  p1 <- x1 / n1
  p2 <- x2 / n2
  c(p2 - p1 - sqrt((p2 - second[1])^2 + (first[2] - p1)^2),
    p2 - p1 + sqrt((second[2] - p2)^2 + (p1 - first[1])^2))
}, two$count_1, two$total_1, two$count_2, two$total_2, two$confidence))
two$value <- two$count_2 / two$total_2 - two$count_1 / two$total_1
two$lower <- bounds[, 1]
two$upper <- bounds[, 2]

made <- paste0("R ", getRversion(), ", jsonlite ", packageVersion("jsonlite"))
write_json(list(script = "share.R", made_with = made, share = as.list(one), shares = several,
                difference = as.list(two)),
           "share.json", digits = NA, auto_unbox = TRUE)
