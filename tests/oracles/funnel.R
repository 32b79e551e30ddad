# Makes funnel.json beside it: Rscript funnel.R
# The square-root funnel by hand, with R's quantile, pnorm and p.adjust; exact Poisson lines by
# uniroot over qchisq and, for whole events, without any root from poisson.test's own intervals.
library(jsonlite)
set.seed(20170101)

by_hand <- function(events, population, winsorise) {
  known <- !is.na(events) & !is.na(population)
  o <- events[known]
  n <- population[known]
  e <- n * sum(o) / sum(n)
  y <- sqrt(o / e)
  s <- 1 / (2 * sqrt(e))
  z <- (y - 1) / s
  ends <- quantile(z, c(winsorise, 1 - winsorise), type = 7, names = FALSE)
  cut <- ifelse(z < ends[1], ends[1], ifelse(z > ends[2], ends[2], z))
  count <- length(z)
  phi <- sum(cut^2) / count
  w <- s^-2
  tau2 <- 0
  if (count * phi >= count - 1) {
    tau2 <- max(0, (count * phi - (count - 1)) / (sum(w) - sum(w^2) / sum(w)))
  }
  adjusted <- (y - 1) / sqrt(s^2 + tau2)
  p <- 2 * pnorm(-abs(adjusted))
  q <- p.adjust(p, "BH")
  flag <- ifelse(q > 0.05, "similar", ifelse(adjusted < 0, "lower", "higher"))
  fill <- function(x) {
    all <- rep(NA, length(events))
    all[known] <- x
    all
  }
  list(events = events, population = population, winsorise = winsorise,
       phi = unbox(phi), tau2 = unbox(tau2), z = fill(z), z_adjusted = fill(adjusted),
       p = fill(p), q = fill(q), flag = fill(flag))
}

areas <- function(count, spread, rate) {
  population <- round(exp(runif(count, log(100), log(130000))))
  events <- rpois(count, population * rate * pmax(0.05, rnorm(count, 1, spread)))
  list(events, population)
}

made <- list(
  list(c(0, 1, 9, 10, 11), c(100, 120, 90, 110, 130)),
  list(c(0, 7), c(40, 50)),
  list(c(5, 5), c(40, 40)),
  list(c(12, 12, 12, 12), c(300, 300, 300, 300)),
  list(c(3, NA, 14, 8, 40, 2), c(100, 200, NA, 300, 350, 400)),
  list(c(1000000, 1200000, 900000), c(5000000, 5000000, 5000000)),
  list(c(0, 0, 0, 1), c(10, 20, 30, 40)),
  list(c(10, 10, 10, 10, 10, 10, 10, 10, 10, 200), rep(1000, 10)),
  list(c(1000, 1010, 990, 1005, 2000, 500, 1002, 998, 1001, 1003, 1000, 995), rep(20000, 12)),
  areas(98, 0, 0.07), areas(98, 0.25, 0.07), areas(98, 0.1, 0.09), areas(30, 0.5, 0.01),
  areas(11, 0.3, 0.002))
cases <- list()
for (one in made) for (winsorise in c(0.1, 0, 0.2)) {
  if (length(one[[1]]) > 40 && winsorise != 0.1) next
  cases[[length(cases) + 1]] <- by_hand(one[[1]], one[[2]], unbox(winsorise))
}

# For a given expected number, the events whose exact interval touches it.
line <- function(expected, confidence) {
  a <- (1 - confidence) / 2
  above <- function(o) qchisq(a, 2 * o) / 2 - expected
  below <- function(o) qchisq(1 - a, 2 * o + 2) / 2 - expected
  wide <- expected + 20 * sqrt(expected) + 40
  upper <- uniroot(above, c(expected, wide), tol = 1e-13 * expected)$root
  lower <- 0
  if (expected > qchisq(1 - a, 2) / 2) {
    lower <- uniroot(below, c(0, expected), tol = 1e-13 * expected)$root
  }
  c(lower, upper) / expected
}
expected <- c(0.01, 0.05, 0.5, 1, 2, 3.6, 3.68, 3.69, 3.7, 5, 6.9, 6.91, 10, 33.3, 100, 500,
              1234.5, 10000, 100000, 1e6)
lines <- list()
for (confidence in c(0.8, 0.95, 0.998)) {
  ends <- sapply(expected, line, confidence = confidence)
  lines[[length(lines) + 1]] <- list(confidence = unbox(confidence), expected = expected,
                                     lower = ends[1, ], upper = ends[2, ])
}

touch <- list()
events <- c(1, 2, 3, 5, 9, 10, 11, 25, 100, 1000, 50000)
for (confidence in c(0.95, 0.998)) {
  ends <- sapply(events, function(o) poisson.test(o, conf.level = confidence)$conf.int)
  touch[[length(touch) + 1]] <- list(confidence = unbox(confidence), events = events,
                                     low = ends[1, ], high = ends[2, ])
}

wide <- list()
for (tau2 in c(0.001, 0.0156, 0.3)) for (confidence in c(0.95, 0.998)) {
  half <- qnorm(1 - (1 - confidence) / 2) * sqrt(1 / (4 * expected) + tau2)
  low <- ifelse(half > 1, 0, (1 - half)^2)
  wide[[length(wide) + 1]] <- list(tau2 = unbox(tau2), confidence = unbox(confidence),
                                   expected = expected, lower = low, upper = (1 + half)^2)
}

made_by <- list(script = "funnel.R", R = as.character(getRversion()),
                jsonlite = as.character(packageVersion("jsonlite")))
write_json(list(made_by = lapply(made_by, unbox), funnel = cases, lines = lines, touch = touch,
                wide = wide), "funnel.json", digits = I(17), na = "null")
