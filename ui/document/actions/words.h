#pragma once

#include <QCoreApplication>

namespace weft {

// The titles and sentences of actions: free functions have no tr() of their own.
class Words {
    Q_DECLARE_TR_FUNCTIONS(weft::Words)
};

inline QString inQuotes(const std::string& name)
{
    return QStringLiteral("“%1”").arg(QString::fromStdString(name));
}

} // namespace weft
