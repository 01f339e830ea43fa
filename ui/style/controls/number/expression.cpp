#include "ui/style/controls/number/expression.h"

#include <cmath>

namespace weft {

namespace {

constexpr int deepest = 64; // parentheses and signs; nobody types more, and the reader calls itself

// expression = term (("+" | "-") term)*; term = power (("*" | "/") power)*; power = unary ("^" power)?
class Reader {
public:
    Reader(const QString& text, double current)
        : m_text(text)
        , m_current(current)
    {
    }

    std::optional<double> read()
    {
        double value = 0;
        if (take(u"+=") || take(u"-=") || take(u"*=") || take(u"/=")) {
            const QChar sign = m_text[m_at - 2];
            value = apply(sign, m_current, expression());
        } else if (peek() == u'*' || peek() == u'/') {
            value = termFrom(m_current);
        } else {
            value = expression();
        }
        if (!m_good || m_at != m_text.size() || !std::isfinite(value))
            return {};
        return value;
    }

private:
    QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }
    bool take(QStringView sign)
    {
        if (!QStringView(m_text).mid(m_at).startsWith(sign))
            return false;
        m_at += sign.size();
        return true;
    }
    static double apply(QChar sign, double a, double b)
    {
        switch (sign.unicode()) {
        case u'+':
            return a + b;
        case u'-':
            return a - b;
        case u'*':
            return a * b;
        default:
            return a / b;
        }
    }
    double expression()
    {
        double value = termFrom(power());
        while (peek() == u'+' || peek() == u'-') {
            const QChar sign = m_text[m_at++];
            value = apply(sign, value, termFrom(power()));
        }
        return value;
    }
    double termFrom(double value)
    {
        while (peek() == u'*' || peek() == u'/') {
            const QChar sign = m_text[m_at++];
            value = apply(sign, value, power());
        }
        return value;
    }
    double power()
    {
        if (++m_depth > deepest)
            return fail();
        double value = 0;
        if (take(u"-"))
            value = -power(); // as in mathematics, -2^2 is -4
        else if (take(u"+"))
            value = power();
        else {
            value = primary();
            if (take(u"^") || take(u"**"))
                value = std::pow(value, power());
        }
        --m_depth;
        return value;
    }
    double primary()
    {
        if (take(u"(")) {
            const double value = expression();
            return take(u")") ? value : fail();
        }
        const qsizetype from = m_at;
        const auto digits = [this] {
            while (peek().isDigit())
                ++m_at;
        };
        digits();
        if (peek() == u'.') {
            ++m_at;
            digits();
        }
        if (m_at > from && (peek() == u'e' || peek() == u'E')) {
            const qsizetype before = m_at++;
            if (peek() == u'+' || peek() == u'-')
                ++m_at;
            const qsizetype exponent = m_at;
            digits();
            if (m_at == exponent)
                m_at = before;
        }
        bool ok = false;
        const double value = QStringView(m_text).mid(from, m_at - from).toDouble(&ok);
        if (!ok)
            return fail();
        if (take(u"k") || take(u"K"))
            return value * 1e3;
        return take(u"M") ? value * 1e6 : value;
    }
    double fail()
    {
        m_good = false;
        m_at = m_text.size();
        return 0;
    }

    QString m_text;
    double m_current;
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_good = true;
};

} // namespace

std::optional<double> evaluateExpression(const QString& text, double current)
{
    QString plain;
    for (const QChar c : text) {
        if (c.isSpace())
            continue;
        switch (c.unicode()) {
        case u',':
            plain += u'.';
            break;
        case u'×':
            plain += u'*';
            break;
        case u'÷':
            plain += u'/';
            break;
        case u'−':
            plain += u'-';
            break;
        default:
            plain += c;
        }
    }
    if (plain.isEmpty() || plain.size() > 200)
        return {};
    return Reader(plain, current).read();
}

} // namespace weft
