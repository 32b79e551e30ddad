# Makes rate.json: crude, widened and standardised rates, from the formulas and from other packages.
# Run in this folder: Rscript rate.R
suppressMessages(library(jsonlite))
suppressMessages(library(epitools))
set.seed(20170101)

close <- function(a, b, by) all(abs(a - b) <= by * pmax(abs(b), 1e-12))

# Garwood 1936 through chi-square quantiles; Breslow & Day 1987 for Byar.
count_limits <- function(o, confidence) {
  a <- (1 - confidence) / 2
  z <- qnorm(a, lower.tail = FALSE)
  exact_low <- ifelse(o == 0, 0, qchisq(a, 2 * pmax(o, 1)) / 2)
  exact_high <- qchisq(a, 2 * o + 2, lower.tail = FALSE) / 2
  m <- pmax(o, 10)
  byar_low <- m * (1 - 1 / (9 * m) - z / (3 * sqrt(m)))^3
  byar_high <- (m + 1) * (1 - 1 / (9 * (m + 1)) + z / (3 * sqrt(m + 1)))^3
  cbind(lower = ifelse(o < 10, exact_low, byar_low), upper = ifelse(o < 10, exact_high, byar_high))
}

# The same by other ways: R's exact test, a package that searches for the limits, and Wilson and
# Hilferty's (1931) approximation to the chi-square quantile, which Byar's limits are half of.
hilferty <- function(df, z) df * (1 - 2 / (9 * df) + z * sqrt(2 / (9 * df)))^3
for (confidence in c(0.9, 0.95, 0.998)) {
  z <- qnorm((1 + confidence) / 2)
  for (o in c(0:12, 25, 100, 1234, 1e5)) {
    ours <- count_limits(o, confidence)
    other <- if (o < 10) as.numeric(poisson.test(o, conf.level = confidence)$conf.int) else
      c(hilferty(2 * o, -z), hilferty(2 * o + 2, z)) / 2
    stopifnot(close(ours, other, 1e-12))
    if (confidence == 0.95 && o < 200) {
      searched <- unlist(pois.exact(o)[c("lower", "upper")])
      stopifnot(all(abs(ours - searched) < if (o < 10) 0.001 else 0.02 * searched))
    }
  }
}

confidences <- c(0.8, 0.9, 0.95, 0.99, 0.998)
edge <- expand.grid(events = c(0, 1, 2, 8, 9, 10, 11, 12, 99, 100, 12345, 1e6, 1e9),
                    confidence = confidences)
edge$population <- 1000
edge$per <- 1000
drawn <- data.frame(events = c(rpois(60, 6), rpois(60, 30), rpois(60, 800)),
                    confidence = sample(confidences, 180, TRUE),
                    population = round(runif(180, 0.5, 60000), 2),
                    per = sample(c(1, 100, 1000, 10000), 180, TRUE))
crude <- rbind(edge[names(drawn)], drawn)
bounds <- t(mapply(count_limits, crude$events, crude$confidence))
scale <- crude$per / crude$population
crude$value <- crude$events * scale
crude$lower <- bounds[, 1] * scale
crude$upper <- bounds[, 2] * scale
crude$method <- ifelse(crude$events < 10, "exact", "byar")

# Children by their number of notifications: first those with one, then two, and so on.
spreads <- c(list(c(10), c(8, 1), c(0, 5), c(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), c(200, 60, 20, 9, 4),
                  c(6, 1), c(9), c(4, 0, 1), c(30000, 8000, 2500, 900, 400, 100)),
             replicate(40, rpois(6, 60 * 0.35^(0:5)), simplify = FALSE))
widened <- lapply(spreads, function(children) {
  f <- seq_along(children)
  o <- sum(f * children)
  each <- rep(f, children)
  confidence <- sample(c(0.9, 0.95, 0.998), 1)
  population <- round(runif(1, 500, 90000))
  limits <- if (o < 10) c(NA, NA) else
    pmax(o + sqrt(sum(each * each) / o) * (count_limits(o, confidence) - o), 0) * 1000 / population
  list(children = children, events = o, event_variance = sum(f^2 * children),
       confidence = confidence, population = population, value = o * 1000 / population,
       lower = limits[1], upper = limits[2])
})

# Dobson and others 1991. The value also by epitools, the variance also as a quadratic form.
direct_case <- function(o, n, w, confidence, per) {
  value <- sum(w * o / n) / sum(w)
  variance <- sum(o * (w / n)^2) / sum(w)^2
  stopifnot(close(value, ageadjust.direct(o, n, stdpop = w)[["adj.rate"]], 1e-12))
  weight <- matrix(w / sum(w) / n, nrow = 1)
  stopifnot(close(variance, c(weight %*% diag(o, length(o)) %*% t(weight)), 1e-12))
  limits <- if (sum(o) < 10) c(NA, NA) else
    pmax(value + sqrt(variance / sum(o)) * (count_limits(sum(o), confidence) - sum(o)), 0)
  list(events = I(o), population = I(n), standard = I(w), confidence = confidence, per = per,
       value = if (sum(o) < 10) NA else value * per, lower = limits[1] * per, upper = limits[2] * per)
}
indirect_case <- function(o, n, ref_o, ref_n, confidence, per) {
  expected <- sum(n * ref_o / ref_n)
  reference <- sum(ref_o) / sum(ref_n)
  if (sum(o) > 0) {
    other <- ageadjust.indirect(o, n, ref_o, ref_n)
    stopifnot(close(sum(o) / expected, other$sir[["sir"]], 1e-12))
    stopifnot(close(sum(o) / expected * reference, other$rate[["adj.rate"]], 1e-12))
  }
  figures <- c(sum(o), count_limits(sum(o), confidence)) / expected * reference * per
  list(events = I(o), population = I(n), reference_events = I(ref_o), reference_population = I(ref_n),
       confidence = confidence, per = per, value = figures[1], lower = figures[2],
       upper = figures[3], method = if (sum(o) < 10) "exact" else "byar")
}
direct <- list(direct_case(c(9, 0, 0), c(100, 100, 100), c(1, 1, 1), 0.95, 1000),
               direct_case(c(10, 0, 0), c(100, 100, 100), c(1, 1, 1), 0.95, 1000),
               direct_case(c(11), c(250), c(3), 0.95, 1000),
               direct_case(c(1, 400), c(2, 9000), c(5, 5), 0.95, 1000),
               direct_case(c(1, 9), c(1, 9000), c(9, 1), 0.998, 1000),
               direct_case(c(30, 70), c(900, 800), c(0, 4), 0.9, 100))
indirect <- list(indirect_case(c(0, 0), c(50, 60), c(100, 300), c(9000, 8000), 0.95, 1000),
                 indirect_case(c(4, 5), c(50, 60), c(100, 300), c(9000, 8000), 0.95, 1000),
                 indirect_case(c(5, 5), c(50, 60), c(100, 300), c(9000, 8000), 0.95, 1000),
                 indirect_case(c(5, 6), c(50, 60), c(0, 0.5), c(9000, 8000), 0.998, 100),
                 indirect_case(c(40, 6), c(900, 0), c(10, 20), c(90, 80), 0.9, 1000))
for (i in 1:40) {
  k <- sample(1:12, 1)
  n <- round(runif(k, 20, 9000), 1)
  o <- rpois(k, n * runif(k, 0, sample(c(0.002, 0.02, 0.2), 1)))
  confidence <- sample(confidences, 1)
  per <- sample(c(100, 1000, 10000), 1)
  direct[[length(direct) + 1]] <- direct_case(o, n, round(runif(k, 1, 1e5)), confidence, per)
  ref_n <- round(runif(k, 5000, 1e5))
  indirect[[length(indirect) + 1]] <-
    indirect_case(o, n, round(ref_n * runif(k, 0.01, 0.1), 1), ref_n, confidence, per)
}

made <- paste0("R ", getRversion(), ", jsonlite ", packageVersion("jsonlite"), ", epitools ",
               packageVersion("epitools"))
write_json(list(script = "rate.R", made_with = made, crude = as.list(crude), widened = widened,
                direct = direct, indirect = indirect),
           "rate.json", digits = NA, auto_unbox = TRUE, na = "null")
