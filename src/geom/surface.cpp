#include "geom/surface.h"
