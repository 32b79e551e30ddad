# Classes by the rule of phe_quantile, by hand, and by classInt. Run: Rscript classes.R > classes.json
suppressMessages({library(classInt); library(jsonlite)})
set.seed(20261122)

# The published rule, word for word, and the same in whole numbers.
published <- function(x, k) {
  n <- sum(!is.na(x)); r <- rank(x, ties.method = "min", na.last = "keep")
  q <- floor((k + 1) - ceiling(((n + 1) - r) / (n / k)))
  q[!is.na(q) & q == 0] <- 1
  if (n < k) q[] <- NA
  q
}
whole <- function(x, k) {
  n <- sum(!is.na(x)); r <- as.integer(rank(x, ties.method = "min", na.last = "keep"))
  up <- (n + 1L - r) * as.integer(k)
  q <- k + 1L - (up %/% n + as.integer(up %% n > 0L))
  if (n < k) q[] <- NA
  q
}
highest <- function(x, q, k) sapply(seq_len(k), function(c) {
  inside <- x[!is.na(q) & q == c]; if (length(inside)) max(inside) else NA })

sets <- list(
  c(1), c(2, 1), c(5, 5), c(5, 5, 5, 5, 5, 5), 1:5, 5:1, 1:98, c(3, NA, 1, 2, NA), c(NA, NA, 1),
  c(0, 0, 0, 0, 1, 2, 3), c(1, 2, 2, 2, 2, 2, 2, 2, 2, 3), c(-1.5, 0, 1.5, 3, 1e9),
  c(9, 10, 11, 9, 10, 11, 9, 10), rep(c(1, 2), 10), c(1, rep(2, 9)), round(rgamma(98, 9, 0.1), 1),
  sample(1:20, 98, TRUE), c(round(rnorm(94, 90, 25), 2), NA, NA, NA, NA), round(rexp(37), 3))
quantiles <- list()
for (x in sets) for (k in c(1, 2, 3, 4, 5, 7, 10)) {
  q <- whole(x, k)
  quantiles[[length(quantiles) + 1]] <- list(values = I(x), k = k, classes = I(q),
    upper = I(highest(x, q, k)), published = I(published(x, k)))
}

fixed <- list()
for (x in list(1:6, c(1, 2, 3, 20, 21, 60), c(1, 1, 1, 2, 9, 9, 10, 30), c(9, 10, 11, 100, 0),
               round(rgamma(98, 9, 0.1), 2), round(rlnorm(98, 4, 0.5), 2), sample(1:30, 60, TRUE),
               round(rnorm(40, 1000, 3), 3))) for (k in 2:5) {
  if (length(unique(x)) <= k) next
  breaks <- classIntervals(x, n = k, style = "fisher")$brks
  group <- findInterval(x, breaks, rightmost.closed = TRUE)
  fixed[[length(fixed) + 1]] <- list(values = x, k = k,
    upper = I(as.numeric(tapply(x, group, max))),
    squares = sum(tapply(x, group, function(v) sum((v - mean(v))^2))))
}

# Dividing by n / k rounds, and yet moves no value to another class with so many values and classes.
for (n in 2:150) for (k in 2:10) if (n >= k) stopifnot(published(seq_len(n), k) == whole(seq_len(n), k))

cat(toJSON(list(made_by = "tests/oracles/classes.R", with = list(R = paste(R.version$major, R.version$minor, sep = "."),
  classInt = as.character(packageVersion("classInt")), jsonlite = as.character(packageVersion("jsonlite"))),
  quantile_classes = quantiles, fixed_classes = fixed), auto_unbox = TRUE, digits = NA, na = "null"))
