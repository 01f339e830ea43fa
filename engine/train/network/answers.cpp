#include "engine/train/network/answers.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

namespace weft {

std::string noAnswerText(int64_t step)
{
    return std::string("The network has no Output node, so nothing says what it answers; add one")
        + (step > 0 ? ", and train again." : " to the project.");
}

std::vector<double> numbersOf(const SampleValues& values)
{
    std::vector<double> numbers(size_t(values.shape.elements()));
    for (size_t i = 0; i < numbers.size(); ++i) {
        if (values.dtype == DType::f64) {
            std::memcpy(&numbers[i], values.bytes.data() + 8 * i, 8);
        } else {
            float single = 0;
            std::memcpy(&single, values.bytes.data() + 4 * i, 4);
            numbers[i] = double(single);
        }
    }
    return numbers;
}

std::vector<ChosenClass> bestClasses(std::span<const double> probabilities, const std::vector<std::string>& names,
                                     int top)
{
    std::vector<size_t> order(probabilities.size());
    std::iota(order.begin(), order.end(), size_t(0));
    const auto rank = [&](size_t i) { // what is not a number comes last
        return std::isnan(probabilities[i]) ? -std::numeric_limits<double>::infinity() : probabilities[i];
    };
    std::ranges::stable_sort(order, [&](size_t a, size_t b) { return rank(a) > rank(b); });
    std::vector<ChosenClass> best;
    for (size_t i = 0; i < order.size() && i < size_t(top); ++i)
        best.push_back({names[order[i]], probabilities[order[i]]});
    return best;
}

bool isClassMap(const SampleValues& values)
{
    return values.kind == "classes" && values.shape.rank() > 1;
}

std::vector<double> sharesOfPlaces(const SampleValues& values, std::span<const double> probabilities)
{
    const auto classes = size_t(values.shape[0]);
    const size_t places = probabilities.size() / classes;
    std::vector<double> shares(classes);
    for (size_t place = 0; place < places; ++place) {
        size_t best = 0;
        for (size_t c = 1; c < classes; ++c) {
            if (probabilities[c * places + place] > probabilities[best * places + place])
                best = c;
        }
        shares[best] += 1.0 / double(places);
    }
    return shares;
}

std::vector<std::string> classNames(const TrainedNetwork& network, int64_t classes)
{
    std::vector<std::string> names;
    for (const FedColumn& fed : network.columns()) {
        const Column* const column = network.data().data.find(fed.column);
        if (column != nullptr && int64_t(column->classes.size()) == classes)
            names = column->classes;
    }
    for (int64_t i = std::ssize(names); i < classes; ++i)
        names.push_back(std::to_string(i));
    return names;
}

std::vector<std::string> classNames(const TrainedNetwork& network, const SampleValues& values)
{
    const int64_t scores = values.shape.rank() > 0 ? values.shape[isClassMap(values) ? 0 : -1] : 0;
    std::vector<std::string> names = network.targets().classesOf(values.node, scores);
    return names.empty() ? classNames(network, scores) : names;
}

Json toJson(const SampleValues& values, const std::vector<std::string>& names, int top)
{
    const std::vector<double> numbers = numbersOf(values);
    Json json = Json::Object {{"node", values.node}, {"kind", values.kind}};
    Json shape = Json::array();
    for (const int64_t size : values.shape)
        shape.push(size);
    json.set("shape", std::move(shape));
    Json list = Json::array();
    if (values.kind == "classes" && !isClassMap(values)) {
        for (const ChosenClass& one : bestClasses(numbers, names, top))
            list.push(Json::Object {{"class", one.name}, {"probability", one.probability}});
        json.set("classes", std::move(list));
    } else {
        for (const double number : numbers)
            list.push(number);
        json.set("values", std::move(list));
    }
    return json;
}

} // namespace weft
