package org.greedyinfomax.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SpacingTest {

  @Test
  void leavesLabelsThatHaveRoomWhereTheyAre() {
    assertThat(Spacing.apart(new double[] {50, 10, 90}, 20, 0, 100)).containsExactly(50, 10, 90);
  }

  @Test
  void movesLabelsApartWithoutChangingTheirOrder() {
    assertThat(Spacing.apart(new double[] {32, 30, 80}, 20, 0, 100)).containsExactly(50, 30, 80);
  }

  @Test
  void pushesLabelsBackFromTheEdges() {
    assertThat(Spacing.apart(new double[] {99, 98, -5}, 20, 0, 100)).containsExactly(100, 80, 0);
  }
}
