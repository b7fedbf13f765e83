package org.greedyinfomax.config;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * Settings for the synthesis of artificial speech: how much of it is made.
 *
 * @param voices different speakers, 1 to 1000
 * @param hours of audio in all, more than 0
 * @param microphones how many there are
 */
public record SynthesisSettings(int voices, double hours, Microphones microphones)
    implements Serializable {

  /** What has a microphone, a room and a level of its own. */
  public enum Microphones {
    /** Every voice, in all that it says. */
    VOICE,
    /** Every recording. */
    RECORDING
  }

  public SynthesisSettings {
    Check.argument(voices >= 1 && voices <= 1000, "voices must be 1 to 1000, but is %d", voices);
    Check.argument(
        hours > 0 && Double.isFinite(hours), "hours must be more than 0, but is %s", hours);
  }
}
