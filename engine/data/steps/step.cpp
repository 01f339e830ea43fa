#include "engine/data/steps/step.h"
#include "engine/support/printable.h"

namespace weft {

std::vector<int> StepContext::select(const std::function<bool(const Column&)>& fits, const std::string& wanted) const
{
    std::vector<int> chosen;
    const std::vector<Column>& all = prepared.data.columns;
    if (columns.empty()) {
        for (size_t i = 0; i < all.size(); ++i) {
            if (fits(all[i]))
                chosen.push_back(int(i));
        }
        return chosen;
    }
    for (const std::string& columnName : columns) {
        const Column* column = prepared.data.find(columnName);
        if (!column)
            settings.problem("columns", "there is no column “" + printable(columnName) + "”.");
        else if (!fits(*column))
            settings.problem("columns",
                             "“" + printable(columnName) + "” holds " + std::string(name(column->kind))
                                 + "; this step is for " + wanted + ".");
        else
            chosen.push_back(int(column - all.data()));
    }
    return chosen;
}

} // namespace weft
