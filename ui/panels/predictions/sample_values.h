#pragma once

#include "engine/train/events.h"

#include <QImage>
#include <QString>

#include <vector>

namespace weft {

// Reading one sample out of values that an event carries. Indices count the samples of these values.

int64_t sampleCount(const SampleValues& values);
std::vector<float> sampleNumbers(const SampleValues& values, int64_t sample); // any type of element
// Images (grey or colour; floats are stretched to their own range unless they lie in 0…1) and class maps (a colour a
// class). Null for what is no picture.
QImage sampleImage(const SampleValues& values, int64_t sample);
QString className(const SampleValues& values, int64_t index); // its name, else its number; "–" for a missing one
// A class, some numbers, a line of text.
QString sampleText(const SampleValues& values, int64_t sample);

// "classes" answers of one score a class: the `count` likeliest, best first.
struct Score {
    int64_t classIndex = 0;
    float probability = 0;
};
std::vector<Score> topScores(const SampleValues& values, int64_t sample, size_t count);

// The likeliest class at each place of an answer of classes × height × width, as a class map of i32; of tokens × time
// likewise a row of them.
SampleValues likeliest(const SampleValues& values, int64_t sample);

// "picture 4, Coat 97.1 %, right": what a screen reader says.
QString spokenPrediction(const Predictions& of, int64_t sample);

// The truth that belongs to answers of this kind, or nullptr.
const SampleValues* truthOf(const Predictions& of, const SampleValues& prediction);

} // namespace weft
