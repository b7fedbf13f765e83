/** Benchmarks of one thread: products, layers and steps of training. */
package org.greedyinfomax.bench.compute;
