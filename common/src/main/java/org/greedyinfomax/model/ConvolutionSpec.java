package org.greedyinfomax.model;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * A 1-D convolution over time with bias, followed by ReLU.
 *
 * @param channels of the output, at least 1
 * @param kernel width of the kernel in input frames, at least 1
 * @param stride step between output frames in input frames, in 1..kernel
 * @param padding zeros on each side in input frames, in 0..kernel-1
 */
public record ConvolutionSpec(int channels, int kernel, int stride, int padding)
    implements Serializable {

  public ConvolutionSpec {
    Check.argument(channels >= 1, "channels must be at least 1, but is %d", channels);
    Check.argument(kernel >= 1, "kernel must be at least 1, but is %d", kernel);
    Check.argument(
        stride >= 1 && stride <= kernel,
        "stride must lie in 1..kernel (%d), but is %d",
        kernel,
        stride);
    Check.argument(
        padding >= 0 && padding < kernel,
        "padding must lie in 0..kernel-1 (%d), but is %d",
        kernel - 1,
        padding);
  }

  /** Frames that come out of {@code frames}: {@code (frames + 2·padding − kernel) / stride + 1}. */
  public int outputFrames(int frames) {
    int span = frames + 2 * padding - kernel;
    return span < 0 ? 0 : span / stride + 1;
  }
}
