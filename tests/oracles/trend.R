# Makes trend.json beside it: Rscript trend.R
# Recent trend by lm(weights =), growth by glm(quasipoisson), Mann-Kendall by cor.test and by
# counting pairs one by one.
library(jsonlite)
set.seed(20151231)

# --- recent trend
line <- function(keep, values, se) {
  t <- (1:5)[keep]
  fit <- lm(values[keep] ~ t, weights = 1 / se[keep]^2)
  # The weights are known variances, so the residual scatter plays no part.
  c(coef(fit)[[2]], suppressWarnings(summary(fit))$cov.unscaled[2, 2])
}
recent <- function(values, lower, upper) {
  se <- (upper - lower) / 3.92
  all <- line(1:5, values, se)
  slopes <- c(all[1], sapply(1:5, function(left) line((1:5)[-left], values, se)[1]))
  chi2 <- all[1]^2 / all[2]
  marker <- "no change"
  if (chi2 > 9.549536 && all(slopes > 0)) marker <- "increasing"
  if (chi2 > 9.549536 && all(slopes < 0)) marker <- "decreasing"
  list(values = values, lower = lower, upper = upper, marker = unbox(marker),
       chi2 = unbox(chi2), slope = unbox(all[1]))
}
made <- list(
  list(c(60, 62, 65, 69, 74), rep(2, 5)), list(c(74, 69, 65, 62, 60), rep(2, 5)),
  list(c(50, 50.1, 49.9, 50, 70), rep(1, 5)), list(c(50.2, 50.1, 50.05, 50, 70), rep(1, 5)),
  list(c(90, 50, 50.1, 50.2, 50.3), rep(1, 5)), list(c(1, 9, 2, 8, 3), rep(1, 5)),
  list(c(0, 0.1, 0.3, 0.35, 0.6), c(0.01, 0.3, 0.02, 0.2, 0.05)),
  list(c(1e6, 1.01e6, 1.02e6, 1.03e6, 1.05e6), rep(1e4, 5)),
  list(c(0.0011, 0.0012, 0.0014, 0.0013, 0.0016), rep(0.0002, 5)))
recents <- lapply(made, function(one) recent(one[[1]], one[[1]] - one[[2]], one[[1]] + one[[2]]))
for (i in 1:60) {
  values <- 60 + sample(c(-6, -3, 0, 2, 4), 1) * (1:5) + rnorm(5, 0, 3)
  recents[[length(recents) + 1]] <-
    recent(values, values - runif(5, 0.5, 6), values + runif(5, 0.5, 6))
}

# --- growth
rise <- function(events, population, years, confidence) {
  # glm's standard errors are those of the step before the last: so it is fitted once more from there.
  step <- function(...) glm(events ~ years, family = quasipoisson, offset = log(population),
                            control = glm.control(epsilon = 1e-12, maxit = 200), ...)
  fit <- step(start = coef(step()))
  b <- suppressWarnings(summary(fit))$coefficients[2, ]
  half <- qt(1 - (1 - confidence) / 2, length(events) - 2) * b[[2]]
  list(events = events, population = population, years = years, confidence = unbox(confidence),
       value = unbox(100 * (exp(b[[1]]) - 1)), lower = unbox(100 * (exp(b[[1]] - half) - 1)),
       upper = unbox(100 * (exp(b[[1]] + half) - 1)))
}
rises <- list(
  rise(c(100, 104, 113, 115, 127), rep(1000, 5), 2017:2021, 0.95),
  rise(c(0, 5, 0), rep(100, 3), 2019:2021, 0.95),
  rise(c(0, 1, 0, 2, 1, 0), rep(500, 6), 2016:2021, 0.95),
  rise(c(40, 3, 2), rep(500, 3), 2016:2018, 0.8),
  rise(c(1200000, 1230000, 1300000, 1280000), rep(1e7, 4), c(2015, 2018, 2021, 2025), 0.998),
  rise(c(10, 11, 9, 10), rep(500, 4), c(2016.5, 2017, 2018.25, 2021), 0.9))
for (i in 1:25) {
  count <- sample(3:11, 1)
  years <- sort(sample(2010:2025, count))
  population <- round(exp(runif(1, log(800), log(100000))) * runif(count, 0.95, 1.05))
  events <- rpois(count, population * 0.07 * exp(runif(1, -0.1, 0.1) * (years - 2017)) *
                  runif(count, 0.8, 1.2))
  rises[[length(rises) + 1]] <- rise(events, population, years, sample(c(0.95, 0.998), 1))
}

# --- Mann-Kendall
pairs <- function(values, exact) {
  count <- length(values)
  s <- 0
  slopes <- c()
  for (i in 1:(count - 1)) for (j in (i + 1):count) {
    s <- s + (values[j] > values[i]) - (values[j] < values[i])
    slopes <- c(slopes, (values[j] - values[i]) / (j - i))
  }
  test <- suppressWarnings(cor.test(1:count, values, method = "kendall", exact = exact,
                                    continuity = FALSE))
  list(values = values, s = unbox(s), p = unbox(test$p.value),
       tau = unbox(cor(1:count, values, method = "kendall")), slope = unbox(median(slopes)))
}
kendalls <- list(pairs(1:11, TRUE), pairs(11:1, TRUE), pairs(c(1, 2), TRUE),
                 pairs(c(3, 1, 2), TRUE), pairs(c(61, 63.5, 62, 66, 70), TRUE),
                 pairs(c(1, 1, 2), FALSE), pairs(c(5, 5, 5, 6, 6, 4, 7, 7), FALSE))
for (count in c(4, 5, 7, 9, 11, 11, 15, 24)) {
  kendalls[[length(kendalls) + 1]] <- pairs(rnorm(count, 60, 5), TRUE)
  kendalls[[length(kendalls) + 1]] <- pairs(60 + 1:count + rnorm(count, 0, 4), TRUE)
  kendalls[[length(kendalls) + 1]] <- pairs(c(3, 3, rpois(count, 4)), FALSE)
}
kendalls[[length(kendalls) + 1]] <- pairs(rnorm(60, 60, 5) + 1:60 / 20, FALSE)

made_by <- list(script = "trend.R", R = as.character(getRversion()),
                jsonlite = as.character(packageVersion("jsonlite")))
write_json(list(made_by = lapply(made_by, unbox), recent = recents, growth = rises,
                kendall = kendalls), "trend.json", digits = I(17), na = "null")
