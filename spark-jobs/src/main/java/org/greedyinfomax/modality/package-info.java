/**
 * What the program does differently for recordings and for images: {@link
 * org.greedyinfomax.modality.Modality}.
 */
package org.greedyinfomax.modality;
