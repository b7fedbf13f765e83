/**
 * The seam between the method and what computes: tensors, the operations on them, their memory, and
 * streams of random numbers.
 *
 * <p>Layers, losses and optimizers are written once against {@link
 * org.greedyinfomax.tensor.Engine}. Each engine has a package below this one and uses this one
 * alone; its {@link org.greedyinfomax.tensor.EngineProvider} is found as a service. Shapes are
 * written {@code [batch, time, channel]} and {@code [images, rows, columns, channel]}, the last
 * index running fastest.
 */
package org.greedyinfomax.tensor;
