# Empirical Bayes by spdep's EBest, and by hand beside it. Run: Rscript smooth.R > smooth.json
suppressMessages({library(spdep); library(jsonlite)})
set.seed(20261122)
hand <- function(o, n) {
  m <- sum(o) / sum(n); a <- 0; s <- 0
  for (i in seq_along(o)) s <- s + n[i] * (o[i] / n[i] - m)^2
  a <- max(0, s / sum(n) - m / mean(n))
  sapply(seq_along(o), function(i) { b <- a / (a + m / n[i]); b * o[i] / n[i] + (1 - b) * m })
}
case <- function(o, n) {
  e <- EBest(o, n); h <- hand(o, n)
  stopifnot(max(abs(e$estmm - h) / pmax(h, 1e-300)) < 1e-12)
  list(events = I(o), population = I(n), spdep = I(e$estmm), hand = I(h), prior_variance = attr(e, "parameters")$a)
}
wide <- rgamma(98, 16, 160); n <- round(rlnorm(98, 9, 1))
cases <- list(case(c(2, 60, 500), c(50, 1000, 5000)), case(c(0, 1, 9, 10, 11), c(100, 100, 100, 100, 100)),
  case(c(10, 10, 10), c(100, 100, 100)), case(c(5, 5, 6), c(60, 55, 50)), case(c(0, 0, 40), c(10, 2000, 300)),
  case(7, 90), case(c(1, 0), c(1e6, 3)), case(c(1e7, 2e7), c(1e8, 1e8)),
  case(rpois(98, n * wide), n), case(rpois(98, n * .09), n), case(rpois(20, 3), rep(50, 20)))
cat(toJSON(list(made_by = "tests/oracles/smooth.R", with = list(R = paste(R.version$major, R.version$minor, sep = "."), spdep = as.character(packageVersion("spdep")),
  jsonlite = as.character(packageVersion("jsonlite"))), empirical_bayes = cases), auto_unbox = TRUE, digits = NA))
