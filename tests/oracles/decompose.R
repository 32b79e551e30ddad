# Das Gupta as the mean over the six orders, Kitagawa, and shift-share cell by cell, by hand.
# Run: Rscript decompose.R > decompose.json
suppressMessages(library(jsonlite))
set.seed(20261122)

orders <- list(c(1,2,3), c(1,3,2), c(2,1,3), c(2,3,1), c(3,1,2), c(3,2,1))
count <- function(f) f[[1]] * sum(f[[2]] * f[[3]])
shapley <- function(n1, r1, n2, r2) {
  first <- list(sum(n1), n1 / sum(n1), r1); second <- list(sum(n2), n2 / sum(n2), r2)
  effect <- c(0, 0, 0)
  for (o in orders) {
    now <- first
    for (f in o) { before <- count(now); now[[f]] <- second[[f]]; effect[f] <- effect[f] + (count(now) - before) / 6 }
  }
  effect
}
case <- function(n1, r1, n2, r2) {
  e <- shapley(n1, r1, n2, r2)
  list(population_1 = I(n1), rate_1 = I(r1), population_2 = I(n2), rate_2 = I(r2),
       population = e[1], mix = e[2], rate = e[3], change = sum(n2 * r2) - sum(n1 * r1))
}
das <- list(
  case(c(1000, 1000), c(.05, .10), c(1500, 900), c(.06, .10)), case(100, .1, 100, .1),
  case(100, .1, 120, .1), case(100, .1, 100, .2), case(c(100, 0), c(.1, 0), c(0, 100), c(0, .3)),
  case(c(50, 50), c(0, 0), c(60, 40), c(.1, 0)), case(c(50, 50), c(.5, .2), c(60, 40), c(0, 0)),
  case(c(1e6, 2e6, 5), c(1e-6, 2, 0.5), c(2e6, 1e6, 9), c(2e-6, 1.5, 0.25)))
for (m in c(3, 5, 98, 98)) {
  n1 <- round(rlnorm(m, 8, 1)); n2 <- round(n1 * runif(m, .85, 1.2))
  das[[length(das) + 1]] <- case(n1, rgamma(m, 9, 100), n2, rgamma(m, 9, 90))
}
kitagawa <- list()
for (m in c(2, 4, 20)) {
  n1 <- sample(100:900, m); n2 <- sample(n1); r1 <- round(runif(m), 3); r2 <- round(runif(m), 3)
  P <- sum(n1); s1 <- n1 / P; s2 <- n2 / P
  kitagawa[[length(kitagawa) + 1]] <- list(population_1 = n1, rate_1 = r1, population_2 = n2, rate_2 = r2,
    population = 0, mix = P * sum((s2 - s1) * (r1 + r2) / 2), rate = P * sum((r2 - r1) * (s1 + s2) / 2))
}

parts <- function(a, b) {
  national <- mix <- local <- a * 0
  G <- (sum(b) - sum(a)) / sum(a)
  for (g in seq_len(ncol(a))) for (i in seq_len(nrow(a))) {
    if (sum(a[, g]) == 0) { local[i, g] <- b[i, g]; next }
    Gg <- (sum(b[, g]) - sum(a[, g])) / sum(a[, g])
    national[i, g] <- a[i, g] * G
    mix[i, g] <- a[i, g] * (Gg - G)
    local[i, g] <- b[i, g] - a[i, g] * (1 + Gg)
  }
  list(counts_1 = a, counts_2 = b, national = national, mix = mix, local = local)
}
shift <- list(parts(matrix(c(10, 30, 20, 40), 2), matrix(c(15, 35, 20, 50), 2)), parts(matrix(5), matrix(0)),
  parts(matrix(c(0, 0, 20, 40), 2), matrix(c(3, 0, 20, 50), 2)), parts(matrix(c(7, 0, 9), 1), matrix(c(0, 4, 11), 1)),
  parts(matrix(rpois(36, 20), 12), matrix(rpois(36, 25), 12)), parts(matrix(rpois(98 * 5, 8), 98), matrix(rpois(98 * 5, 9), 98)))

cat(toJSON(list(made_by = "tests/oracles/decompose.R", with = list(R = paste(R.version$major, R.version$minor, sep = "."), jsonlite = as.character(packageVersion("jsonlite"))),
  das_gupta = das, kitagawa = kitagawa, shift_share = shift), auto_unbox = TRUE, digits = NA))
