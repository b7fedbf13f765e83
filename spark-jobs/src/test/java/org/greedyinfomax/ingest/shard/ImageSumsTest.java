package org.greedyinfomax.ingest.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.greedyinfomax.data.Picture;
import org.junit.jupiter.api.Test;

final class ImageSumsTest {

  @Test
  void areTheSameInWhateverOrderAndGroupsTheyAreAdded() {
    List<ImageSums> sums = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      byte[] pixels = new byte[(3 + i) * 4 * 3];
      random.nextBytes(pixels);
      sums.add(ImageSums.of(new Picture(3 + i, 4, 3, pixels)));
    }
    ImageSums inOrder = total(sums);

    Collections.shuffle(sums, random);
    ImageSums inGroups = total(sums.subList(0, 7)).plus(total(sums.subList(7, 50)));

    assertThat(inGroups).isEqualTo(inOrder);
    assertThat(inGroups.contents()).isEqualTo(inOrder.contents());
  }

  private static ImageSums total(List<ImageSums> sums) {
    ImageSums total = ImageSums.NONE;
    for (ImageSums more : sums) {
      total = total.plus(more);
    }
    return total;
  }
}
