#pragma once

#include "engine/train/metrics.h"
#include "engine/train/network/ready_step.h"

#include <memory>

namespace weft {

// Goes through one part of the data in inference form, every sample once, and adds up exactly.
class Evaluation {
public:
    // With the averaged weights where the training keeps some (training.ema). Throws as ReadyStep and Loader do.
    Evaluation(const Project& project, const PreparedData& data, const std::vector<FedColumn>& columns, Part part,
               States& states, DType dtype, int loaderThreads);

    int64_t samples() const { return m_loader.samples(); }
    void start();
    bool next(); // one batch; false: all are done

    NamedNumbers values() const; // "loss", "accuracy", "NODE/mean_iou", …
    std::vector<ConfusionMatrix> confusions() const;

private:
    int64_t m_seed;
    Loader m_loader;
    int64_t m_batchSize;
    std::unique_ptr<ReadyStep> m_full;
    std::unique_ptr<ReadyStep> m_rest; // the last, smaller batch
    Totals m_totals;
    std::vector<std::vector<int64_t>> m_counts;
};

} // namespace weft
