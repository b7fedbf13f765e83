/**
 * Layers, each with its derivative beside it.
 *
 * <p>A layer holds parameters and nothing else. Its {@code forward} returns a {@link
 * org.greedyinfomax.layer.Pass}: the output, and the backward pass from it. What that needs is
 * captured by that pass, in memory of the caller's arena.
 *
 * <p>Notation: {@code x} input, {@code y} output, {@code dx} and {@code dy} the loss's gradient
 * with respect to each. Shapes are written {@code [batch, time, channel]} and {@code [images, rows,
 * columns, channel]}.
 */
package org.greedyinfomax.layer;
