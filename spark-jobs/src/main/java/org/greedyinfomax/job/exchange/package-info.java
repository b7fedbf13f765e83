/** Weights on their way to and from other programs: safetensors, ONNX models and model cards. */
package org.greedyinfomax.job.exchange;
