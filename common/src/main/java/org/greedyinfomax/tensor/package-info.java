/**
 * The one seam between the method and the library that computes: tensors, the operations on them,
 * their memory, and streams of random numbers.
 *
 * <p>Layers, losses and optimizers are written once against {@link
 * org.greedyinfomax.tensor.Engine}; {@link org.greedyinfomax.tensor.cpu.CpuEngine} runs them on the
 * CPU in single or double precision, and {@link org.greedyinfomax.tensor.nd4j.Nd4jEngine} on
 * whatever device ND4J has a backend for. Shapes are written {@code [batch, time, channel]} and
 * {@code [images, rows, columns, channel]}, the last index running fastest.
 */
package org.greedyinfomax.tensor;
