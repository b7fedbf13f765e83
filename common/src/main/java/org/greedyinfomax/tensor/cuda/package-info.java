/**
 * NVIDIA's GPUs, through the driver alone: an {@link org.greedyinfomax.tensor.Engine} with kernels
 * of its own.
 *
 * <p>{@link org.greedyinfomax.tensor.cuda.CudaEngine} launches the kernels of {@code kernels.cu} on
 * a {@link org.greedyinfomax.tensor.cuda.CudaStream}, which belongs to the process's {@link
 * org.greedyinfomax.tensor.cuda.CudaDevice}. The kernels travel as PTX, which the driver translates
 * for the GPU that it finds. Products come from cuBLAS where it is installed, and from a kernel
 * elsewhere.
 */
package org.greedyinfomax.tensor.cuda;
