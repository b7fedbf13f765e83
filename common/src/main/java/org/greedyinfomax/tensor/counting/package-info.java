/**
 * An engine that computes nothing, and counts what a computation would take: memory, and the shapes
 * of its matrix products.
 */
package org.greedyinfomax.tensor.counting;
