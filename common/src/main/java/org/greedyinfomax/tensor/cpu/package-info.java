/**
 * The engine for CPUs. ND4J's off-heap arrays hold the numbers, the OpenBLAS that ND4J loads
 * multiplies them where they lie, and everything else is one pass over the memory in Java, by the
 * classes named after what they compute; those whose names begin with {@code Float} are for single
 * precision alone.
 *
 * <p>Only {@link org.greedyinfomax.tensor.cpu.CpuEngine} is for other packages.
 */
package org.greedyinfomax.tensor.cpu;
