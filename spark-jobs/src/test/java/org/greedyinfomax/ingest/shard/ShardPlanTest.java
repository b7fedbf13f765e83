package org.greedyinfomax.ingest.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.ingest.label.LabelledFile;
import org.greedyinfomax.ingest.listing.SourceFile;
import org.junit.jupiter.api.Test;

final class ShardPlanTest {

  private static final long MEBIBYTE = 1 << 20;

  @Test
  void cutsRunsOfAbout64Mebibytes() {
    List<ShardPlan> plans = ShardPlan.cut(files(256, MEBIBYTE));

    assertThat(plans).hasSize(5);
    assertThat(plans).allSatisfy(plan -> assertThat(plan.files()).hasSizeBetween(51, 52));
    assertThat(plans.stream().map(ShardPlan::index)).containsExactly(0, 1, 2, 3, 4);
    assertThat(plans.stream().flatMap(plan -> plan.files().stream()))
        .containsExactlyElementsOf(files(256, MEBIBYTE));
  }

  @Test
  void makesAtLeastTwoShardsOfMoreThanOneFile() {
    assertThat(ShardPlan.cut(files(1, 10))).hasSize(1);
    assertThat(ShardPlan.cut(files(2, 10))).hasSize(2);
    assertThat(ShardPlan.cut(files(3, 0))).hasSize(2);
    assertThat(ShardPlan.cut(List.of(file(0, 1), file(1, 1_000), file(2, 1)))).hasSize(2);
  }

  @Test
  void makesNoEmptyShardBesideALargeFile() {
    List<ShardPlan> plans =
        ShardPlan.cut(List.of(file(0, 1), file(1, 1_000 * MEBIBYTE), file(2, 1)));

    assertThat(plans).hasSize(3).allSatisfy(plan -> assertThat(plan.files()).hasSize(1));
  }

  @Test
  void cutsPetabytesAsItCutsMebibytes() {
    long petabyte = MEBIBYTE << 30;

    List<ShardPlan> plans =
        ShardPlan.cut(
            List.of(file(0, petabyte), file(1, 9), file(2, 9), file(3, 9), file(4, petabyte)));

    assertThat(plans).extracting(plan -> plan.files().size()).containsExactly(1, 3, 1);
  }

  private static List<LabelledFile> files(int count, long bytes) {
    List<LabelledFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(file(i, bytes));
    }
    return files;
  }

  private static LabelledFile file(int i, long bytes) {
    String name = i + ".wav";
    return new LabelledFile(new SourceFile("/" + name, name, bytes), "" + i, Map.of());
  }
}
