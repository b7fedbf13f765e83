/**
 * An encoder for other programs: its weights under the names and in the layouts of the authors'
 * PyTorch code, and its computation as an ONNX model.
 *
 * @see <a href="https://github.com/loeweX/Greedy_InfoMax">the authors' code</a>
 * @see <a href="https://onnx.ai">ONNX</a>
 */
package org.greedyinfomax.export;
