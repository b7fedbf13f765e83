/** Benchmarks of whole runs: pipelined or fused, on one executor or several. */
package org.greedyinfomax.bench.run;
