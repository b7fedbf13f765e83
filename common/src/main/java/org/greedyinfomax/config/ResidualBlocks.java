package org.greedyinfomax.config;

import java.util.List;
import java.util.stream.IntStream;
import org.greedyinfomax.Check;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.ResidualSpec;

/**
 * Equal residual blocks in a row, as recipes list them.
 *
 * @param branch of each
 * @param width of each
 * @param stride of the first; the others have 1
 * @param count how many there are, in 1..1000
 */
record ResidualBlocks(ResidualSpec.Branch branch, int width, int stride, int count) {

  private static final int MOST = 1000;

  ResidualBlocks {
    Check.argument(count >= 1 && count <= MOST, "count must lie in 1..%d, but is %d", MOST, count);
  }

  static ResidualBlocks of(ResidualSpec block) {
    return new ResidualBlocks(block.branch(), block.width(), block.stride(), 1);
  }

  List<LayerSpec> layers() {
    return IntStream.range(0, count)
        .<LayerSpec>mapToObj(i -> new ResidualSpec(branch, width, i == 0 ? stride : 1))
        .toList();
  }
}
