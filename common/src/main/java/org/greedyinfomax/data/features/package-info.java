/** Classical features of speech: spectra, mel bands, MFCC. */
package org.greedyinfomax.data.features;
