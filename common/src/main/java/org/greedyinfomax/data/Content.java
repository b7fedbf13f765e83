package org.greedyinfomax.data;

/** What one row of a corpus holds: a recording's samples, or a picture's pixels. */
public sealed interface Content permits Clip, Picture {}
