/**
 * The engine that computes by ND4J's own operations on whatever device ND4J has a backend for: a
 * GPU where the program was built with ND4J's CUDA backend.
 *
 * <p>Classes whose names begin with {@code Array} compute on views of ND4J's arrays; the others
 * prepare indices for them.
 */
package org.greedyinfomax.tensor.nd4j;
