#pragma once

// QCustomPlot's header says "foreach", which this build has switched off.
#define foreach(variable, container) for (variable : container)
#include <qcustomplot.h>
#undef foreach
