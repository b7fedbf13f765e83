package org.greedyinfomax.activation;

import java.io.Serializable;

/**
 * Where a training sample comes from.
 *
 * @param key of the recording
 * @param start of the crop in the recording, in samples
 */
public record SampleName(String key, int start) implements Serializable {}
