#pragma once

#include "engine/layers/layer_type.h"
#include "engine/support/diagnostic.h"

namespace weft {

// What a layer says when it cannot be built: becomes a diagnostic at the node.
class LayerError : public ShapeError {
public:
    LayerError(const std::string& sentence, std::string atPort, int atPosition,
               DiagnosticCode what = DiagnosticCode::other)
        : ShapeError(sentence, what)
        , port(std::move(atPort))
        , position(atPosition)
    {
    }
    std::string port;
    int position;
};

// What a metric makes of its terms' sums over a data set.
enum class Measure {
    ratio, // total / count, of one term
    meanOfRatios, // the mean of total / count over the terms that counted anything
    explained, // 1 − a / (b − c² / d) of two terms a, b and c, d: a share of a variance, from Σ error², Σ y², Σ y and n
    part, // nothing: it belongs to a term before it
};

// A sum and how many things it is a sum of, so that means over a data set are exact whatever the batches.
struct Term {
    std::string node;
    std::string name;
    Value total; // a scalar
    Value count; // a scalar
    double weight = 1;
    Measure measure = Measure::ratio; // with the parts that follow it
};

struct Ratio {
    Value total; // a scalar
    Value count; // a scalar
};

enum class PredictionKind { values, classes, image, tokens };

struct Prediction { // what the network answers: shown in previews, printed by `weft predict`
    std::string node;
    Value value; // samples × …
    PredictionKind kind = PredictionKind::values;
};

enum class FeedKind { numbers, image, classIndex, tokens };

struct Feed { // what an Input node wants of the data
    std::string node;
    Value value; // samples × …
    FeedKind kind = FeedKind::numbers;
    int64_t classes = 0; // classIndex, tokens: indices are below this
};

struct Confusion { // rows: the truth, columns: the prediction
    std::string node;
    Value matrix;
    Value truth = {}; // of each row, i32; of whole samples one each, else of every place of every sample
    Value chosen = {}; // likewise
};

struct Whitening { // filters that the trainer begins from the data: see engine/train/network/whitening.h
    std::string weight; // the state: filters × channels × kernel
    std::string fed; // node of the feed that they look at
    Shape dilation;
};

struct LoweringResults {
    std::vector<Term> losses = {};
    std::vector<Term> metrics = {};
    std::vector<Confusion> confusions = {};
    std::vector<Prediction> predictions = {};
    std::vector<Feed> feeds = {};
    std::vector<Whitening> whitenings = {};
};

// How a weight starts; fans are counts of inputs and outputs of one unit.
Init zeros();
Init ones();
Init filled(double value);
Init normalInit(double deviation);
Init kaimingUniform(int64_t fanIn); // He et al. 2015 as PyTorch's layers use it: uniform in ±1/√fanIn
Init xavierUniform(int64_t fanIn, int64_t fanOut); // Glorot and Bengio 2010: uniform in ±√(6 / (fanIn + fanOut))

// What a layer's `build` may ask for and leave behind.
class LayerContext {
public:
    struct Settings {
        Params params = {}; // complete: defaults, the document's, promoted ones
        std::string path = {}; // "encoder/2/conv1"
        std::string weights = {}; // path of the node whose weights it uses
        bool frozen = false;
        double learningRateScale = 1;
        int64_t batch = 1;
        bool training = false;
        DType dtype = DType::f32;
    };
    LayerContext(Builder& builder, Settings settings, LoweringResults& results, Diagnostics& diagnostics);

    // Parameters, complete and checked against the layer's record.
    int64_t integer(const std::string& id) const;
    double real(const std::string& id) const;
    bool toggle(const std::string& id) const;
    const std::string& text(const std::string& id) const; // also choices
    Shape sizes(const std::string& id) const;
    Shape sizes(const std::string& id, int count) const; // a single number stands for all; else requires `count`

    // Throws LayerError with the sentence unless the condition holds. `port`: input or parameter it speaks of;
    // `position`: character in a text parameter.
    void require(bool condition, const std::string& sentence, const std::string& port = {}, int position = -1,
                 DiagnosticCode code = DiagnosticCode::other) const;
    void warn(const std::string& sentence, const std::string& port = {}, DiagnosticCode code = DiagnosticCode::other);

    Builder& builder() { return m_builder; }
    bool training() const { return m_settings.training; }
    bool frozen() const { return m_settings.frozen; } // its weights and statistics stand still
    DType dtype() const { return m_settings.dtype; } // of activations and weights: f32, or f64 in gradient checks
    int64_t batch() const { return m_settings.batch; }
    Value number(double value) { return constant(m_builder, value, dtype()); }

    Value weight(const std::string& name, const Shape& shape, Init init);
    // Moves along while training, but not by gradients; `update` does nothing in inference and in frozen nodes.
    Value statistic(const std::string& name, const Shape& shape, Init init);
    void update(Value statistic, Value next);
    Value random(const Shape& shape, RandomAttrs::Distribution distribution); // new numbers every step

    // Input layers: a batch of what the data feeds this node, batch × shape.
    Value feed(const Shape& shape, DType dtype, FeedKind kind, int64_t classes = 0);
    bool isFed(Value x) const; // comes straight from the data
    void whiten(Value weight, Value fed, const Shape& dilation);
    // Loss layers: the objective is the sum over losses of weight · total / count.
    void loss(Value total, Value count, double weight = 1);
    void metric(const std::string& name, Value total, Value count);
    void metric(const std::string& name, std::span<const Ratio> ratios, Measure measure);
    void confusion(Value matrix, Value truth, Value chosen); // see Confusion
    void prediction(Value value, PredictionKind kind);

private:
    Builder& m_builder;
    Settings m_settings;
    LoweringResults& m_results;
    Diagnostics& m_diagnostics;
    int m_randoms = 0;
    std::map<int, Value> m_statistics = {}; // by what statistic() gave: the state
};

} // namespace weft
