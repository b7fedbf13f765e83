package org.greedyinfomax;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class CheckTest {

  @Test
  void saysWhichRuleWasBrokenByWhichValue() {
    assertThatThrownBy(() -> Check.argument(false, "%s must be at least %d", "epochs", 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs must be at least 2");
  }
}
