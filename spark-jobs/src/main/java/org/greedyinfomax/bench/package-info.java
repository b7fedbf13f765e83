/** Benchmarks: programs that measure how fast parts of this project are on the machine at hand. */
package org.greedyinfomax.bench;
