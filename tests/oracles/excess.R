# Makes excess.json: a count less the count expected at another group's mix, after Newcombe 1998.
# Run in this folder: Rscript excess.R
suppressMessages(library(jsonlite))
set.seed(20241101)

# Wilson's limits as the two roots of n (p - q)^2 = z^2 q (1 - q), found by R's polynomial solver;
# counts are divided by the design effect before, and may then be fractional.
wilson <- function(x, n, z) {
  p <- x / n
  roots <- sort(Re(polyroot(c(n * p^2, -(2 * n * p + z^2), n + z^2))))
  c(if (x == 0) 0 else roots[1], if (x == n) 1 else roots[2])
}

n <- c(10, 80, 425, 1246, sample(10:6000, 120, TRUE))
peer_n <- c(10, 700, 27870, 19608, sample(10:140000, 120, TRUE))
p <- c(0, 0.6, 0.14, 0.14, runif(120, 0, 0.4))
x <- c(0, 48, 61, 174, rbinom(120, n[-(1:4)], p[-(1:4)]))
peer_x <- c(10, 140, 4015, 2832, rbinom(120, peer_n[-(1:4)], pmin(1, p[-(1:4)] * runif(120, 0.5, 2))))
effect <- c(1, 1, 2.68, 2.52, sample(c(1, 1.4, 2.5, 6), 120, TRUE))
peer_effect <- c(1, 1, 2.56, 2.56, sample(c(1, 1.4, 2.5, 6), 120, TRUE))
confidence <- c(0.95, 0.95, 0.95, 0.95, sample(c(0.8, 0.95, 0.99), 120, TRUE))

bounds <- t(sapply(seq_along(n), function(i) {
  z <- qnorm((1 - confidence[i]) / 2, lower.tail = FALSE)
  own <- wilson(x[i] / effect[i], n[i] / effect[i], z)
  peer <- wilson(peer_x[i] / peer_effect[i], peer_n[i] / peer_effect[i], z)
  a <- x[i] / n[i]
  b <- peer_x[i] / peer_n[i]
  n[i] * c(a - b, a - b - sqrt((a - own[1])^2 + (peer[2] - b)^2),
           a - b + sqrt((own[2] - a)^2 + (b - peer[1])^2))
}))

# Without design effects they are those of R's own test, put together by hand.
for (i in which(effect == 1 & peer_effect == 1)) {
  limits <- function(x, n) suppressWarnings(
    prop.test(x, n, conf.level = confidence[i], correct = FALSE)$conf.int)
  own <- limits(x[i], n[i]); peer <- limits(peer_x[i], peer_n[i])
  a <- x[i] / n[i]; b <- peer_x[i] / peer_n[i]
  low <- a - b - sqrt((a - own[1])^2 + (peer[2] - b)^2)
  stopifnot(abs(bounds[i, 2] - n[i] * low) < 1e-7)
}

made <- paste0("R ", getRversion(), ", jsonlite ", packageVersion("jsonlite"))
cases <- data.frame(count = x, total = n, peer_count = peer_x, peer_total = peer_n,
                    design_effect = effect, peer_design_effect = peer_effect,
                    confidence = confidence, value = bounds[, 1], lower = bounds[, 2],
                    upper = bounds[, 3])
write_json(list(script = "excess.R", made_with = made, excess = as.list(cases)),
           "excess.json", digits = NA, auto_unbox = TRUE)
