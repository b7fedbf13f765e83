/**
 * Speech-like audio out of a seed, with exact labels: voice, word, and phone per 10 ms.
 *
 * <p>A {@link org.greedyinfomax.data.synthesis.SpeechSynthesizer} draws a word's phones and their
 * timing, and sounds them by a source (glottal pulses, noise) through a filter (formants), as in
 * Klatt: Software for a cascade/parallel formant synthesizer (1980). Utterance {@code i} depends on
 * the seed and on {@code i} alone, to the last bit, on every machine: nothing here calls {@code
 * Math} where platforms may differ.
 */
package org.greedyinfomax.data.synthesis;
