package org.greedyinfomax.activation;

import java.io.Serializable;

/**
 * Where a training sample comes from.
 *
 * @param key of the recording or picture
 * @param start of the crop in it: its first sample, or its first pixel, counted row by row
 * @param mirrored whether left and right are exchanged
 */
public record SampleName(String key, int start, boolean mirrored) implements Serializable {}
