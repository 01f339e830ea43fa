#include "engine/support/json.h"

#include <cstdio>

int main()
{
    std::puts(weft::Json::object().dump().c_str());
}
