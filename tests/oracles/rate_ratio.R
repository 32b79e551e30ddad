# The log rate ratio by hand, of single years and of means of years, and by glm where they agree.
# Run: Rscript rate_ratio.R > rate_ratio.json
suppressMessages(library(jsonlite))
set.seed(20261122)

mean_of <- function(e, p, v) c(mean(e / p), sum(v / p^2) / length(e)^2)
case <- function(e1, p1, e2, p2, v1, v2) {
  a <- mean_of(e1, p1, v1); b <- mean_of(e2, p2, v2)
  se <- sqrt(a[2] / a[1]^2 + b[2] / b[1]^2)
  r <- log(b[1] / a[1])
  list(events_1 = I(e1), population_1 = I(p1), events_2 = I(e2), population_2 = I(p2),
       variance_1 = I(v1), variance_2 = I(v2),
       value = exp(r), lower = exp(r - qnorm(0.975) * se), upper = exp(r + qnorm(0.975) * se))
}
draw <- function(k) {
  e1 <- rpois(k, 300) + 10; e2 <- rpois(k, 350) + 10
  case(e1, sample(2000:9000, k), e2, sample(2000:9000, k),
       round(e1 * runif(k, 1, 3), 1), round(e2 * runif(k, 1, 3), 1))
}
# Wald limits of a Poisson regression with two rows are those of independent events.
fitted <- function(e1, p1, e2, p2) {
  m <- glm(c(e1, e2) ~ c(0, 1) + offset(log(c(p1, p2))), family = poisson,
           control = list(epsilon = 1e-14, maxit = 100))
  s <- summary(m)$coefficients[2, 1:2]
  list(events_1 = e1, population_1 = p1, events_2 = e2, population_2 = p2,
       value = exp(s[[1]]), lower = exp(s[[1]] - qnorm(0.975) * s[[2]]),
       upper = exp(s[[1]] + qnorm(0.975) * s[[2]]))
}
cat(toJSON(list(
  by_hand = c(lapply(1:4, function(i) draw(1)), lapply(1:4, function(i) draw(3))),
  by_glm = list(fitted(100, 2000, 130, 2000), fitted(12, 640, 25, 655), fitted(713, 10199, 732, 10062))
), auto_unbox = TRUE, digits = NA), "\n")
