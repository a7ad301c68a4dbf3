"""The main lines of the demonstration town, placed by hand: synthetic, inspired by a real one.

Everything hangs on one set of named points, in `UNIT`s east and north of the town centre.
Quarters are rings of these points, so neighbours share their border by construction.
"""

from typing import Final, Literal

Kind = Literal["street", "water", "railway"]

CENTRE_RD: Final = (228600.0, 526700.0)
"""The town centre in EPSG:28992, metres."""

UNIT: Final = 914.0
"""Metres in one unit of `NODES`; below a kilometre, which brings the town to 12,900 ha."""

NODES: Final[dict[str, tuple[float, float]]] = {
    # railway
    "r0": (-5.60, -1.90), "r1": (-4.30, -1.25), "r2": (-3.05, -0.60), "r2b": (-2.35, -0.29),
    "r3": (-1.55, 0.00), "r4": (-0.62, 0.24), "r5": (0.30, 0.60), "r6": (1.00, 1.25),
    "r7": (1.30, 2.50), "r8": (1.55, 4.00), "r9": (1.95, 6.75),
    # motorway north
    "m0": (-5.00, -3.90), "h0": (-4.50, -3.25), "m1": (-4.20, -2.78), "m2": (-3.60, -1.75),
    "d0": (-3.33, -1.15), "m3": (-2.45, 1.00), "m4": (-1.95, 2.50), "m5": (-0.95, 4.75),
    "m6": (-0.25, 6.90),
    # motorway east
    "h1": (-2.60, -3.05), "h2": (-0.90, -2.85), "h3": (0.70, -2.55), "h4": (2.00, -1.85),
    "h5": (3.00, -1.30), "h6": (4.00, -0.95), "h7": (5.60, -0.80), "h8": (7.00, -0.95),
    "h9": (10.20, -1.20),
    # the canal, and its old arm through the centre
    "k1": (-2.75, -2.52), "k1b": (-2.05, -2.40), "k2": (-1.40, -2.28),
    "k3": (-0.45, -2.15), "k4": (0.70, -1.90), "k5": (1.55, -1.45), "k6": (2.30, -1.20),
    "k7": (3.05, -0.75), "k8": (3.60, -0.20), "k9": (4.60, 0.20), "k10": (5.60, 0.75),
    "k11": (6.30, 1.05), "k12": (7.30, 1.30), "k13": (9.00, 1.60),
    "o1": (-0.60, -1.45), "o2": (-0.50, -0.75), "o3": (-0.35, -0.30), "o4": (0.10, -0.10),
    "o5": (0.55, 0.15), "o6": (1.00, 0.20), "o7": (1.65, 0.40), "o8": (2.30, 0.65),
    "o9": (3.00, 0.50), "o10": (3.40, 0.15),
    # corners of town quarters
    "n1": (0.10, 1.10), "n2": (-0.85, 0.85), "n3": (0.60, 1.95), "n4": (-0.35, 1.75),
    "e1": (1.32, 0.80), "e2": (2.10, 1.40), "c3": (0.35, -0.24), "c4": (-0.08, -0.46),
    "q1": (3.10, -0.30), "q2": (2.35, -0.48), "q3": (1.72, -0.28), "z1": (1.05, -0.60),
    "z4": (0.25, -1.30), "w1": (-1.30, -0.72), "d1": (-2.60, -1.00), "d2": (-1.95, -0.90),
    "f1": (-2.75, -1.60), "f2": (-2.05, -1.52), "f3": (-1.35, -1.38),
    # villages, and the roads that lead to them
    "fp": (-3.50, 2.75), "v_fl": (-3.20, 1.40),
    "v_p1": (-2.40, 4.30), "v_pe": (-1.55, 5.50), "v_p2": (-2.90, 5.60), "v_p3": (-1.62, 6.45),
    "v_s1": (2.15, 2.40), "v_st": (2.30, 3.50), "v_s2": (2.70, 5.00),
    "t0": (3.00, 1.50), "t1": (3.10, 2.90), "t2": (3.22, 4.60),
    "v_t1": (3.60, 2.60), "v_ti": (4.00, 3.80), "v_t2": (4.60, 4.70), "v_t3": (5.20, 3.85),
    "nr0": (4.30, 1.75), "nr2": (5.40, 1.70),
    "v_h0": (3.10, -1.82), "v_ho": (4.22, -1.90), "v_h2": (5.40, -2.20), "v_h3": (7.00, -2.40),
    "v_h4": (4.15, -3.20), "v_nl": (8.25, -2.50),
    "nm1": (4.10, -4.25), "nm2": (4.95, -4.35), "nm3": (5.05, -5.80), "v_nm": (4.10, -5.45),
    "el1": (5.50, -3.65), "el2": (7.00, -3.50), "nl1": (8.30, -3.75),
    "v_e1": (6.00, -4.60), "v_el": (6.95, -4.70), "v_e2": (7.95, -4.85), "v_e3": (6.85, -5.75),
    # the municipal border
    "b1": (-5.15, -0.35), "b2": (-5.20, 1.50), "b2b": (-5.30, 2.50), "b3": (-4.45, 3.50),
    "b4": (-4.60, 5.00), "b5": (-3.50, 6.60), "b6": (-2.00, 7.75), "b7": (3.10, 5.70),
    "b8": (5.45, 5.90), "b9": (6.00, 4.10), "b10": (7.70, 3.15), "b11": (9.35, 0.30),
    "b12": (9.85, -2.60), "b13": (10.10, -4.10), "b14": (8.90, -5.20), "b15": (6.90, -6.50),
    "b15x": (8.35, -6.70), "b16": (5.20, -7.10), "b17": (4.40, -6.60), "b18": (3.20, -6.50),
    "b19": (3.05, -4.70), "b20": (1.60, -3.90), "b21": (-0.60, -3.95), "b22": (-2.80, -3.55),
}  # fmt: skip

CHAINS: Final[tuple[tuple[str, Kind, str], ...]] = (
    ("Spoorlijn Meppel-Beilen", "railway", "r0 r1 r2 r2b r3 r4 r5 r6 r7 r8 r9"),
    ("A28", "street", "m0 h0 m1 m2 d0 r2 m3 m4 m5 m6"),
    ("A37", "street", "h0 h1 h2 h3 h4 h5 h6 h7 h8 h9"),
    ("Hoogeveense Vaart", "water", "m1 k1 k1b k2 k3 k4 k5 k6 k7 k8 k9 k10 k11 k12 k13"),
    ("Oude Vaart", "water", "k3 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 k8"),
    ("Weidelaan", "street", "d0 d1 d2 w1 o2"),
    ("Schutlandendreef", "street", "m2 f1 f2 f3 o1"),
    ("Zuiderlaan", "street", "o1 z4 k5"),
    ("Wolfsboslaan", "street", "o6 z1 k5"),
    ("Krakeelse Laan", "street", "o7 q3 q2 q1 o10"),
    ("Stationsweg", "street", "r4 o3 c4 c3 o5 r5"),
    ("Parklaan", "street", "r4 n2 n1 n4"),
    ("Fluitenbergseweg", "street", "m3 v_fl b2"),
    ("Pesser Dorpsstraat", "street", "fp v_p1 v_pe v_p3 b6"),
    ("Eursingerweg", "street", "m5 v_pe v_p2 b4"),
    ("Stuifzandseweg", "street", "e2 v_s1 v_st v_s2 b7"),
    ("Tiendeveense Dijk", "street", "t0 v_t1 v_ti v_t2 b8"),
    ("Haarweg", "street", "v_ti v_t3 b9"),
    ("Langewijk", "water", "e2 t0 nr0 nr2"),
    ("Hollandscheveldse Opgaande", "water", "h4 v_h0 v_ho v_h2 v_h3 v_nl b12"),
    ("Zuideropgaande", "water", "h6 v_ho v_h4 nm1 v_nm b17"),
    ("Elimse Dorpsstraat", "street", "nm1 nm2 v_e1 v_el v_e2 b14"),
    ("Carstensdijk", "street", "el2 v_el v_e3 b15"),
    ("Oude Diep", "water", "r0 b1 b2 b2b b3 b4 b5 b6 m6"),
    ("Ruiner Wetering", "water", "m6 r9 b7 b8 b9"),
    ("Middenraai", "water", "b9 b10 k13 b11 h9"),
    ("Drostenraai", "water", "h9 b12 b13 b14 b15x b15 b16 b17 b18"),
    ("Reestloop", "water", "b18 b19 b20 b21 b22 m0"),
    ("Echtenergrens", "water", "m1 r0"),
)
"""Name, kind and points of the lines that run through several quarters; drawn as smooth curves."""

CORNERED: Final = frozenset(
    {"Oude Diep", "Ruiner Wetering", "Middenraai", "Drostenraai", "Reestloop", "Echtenergrens",
     "Hollandscheveldse Opgaande", "Zuideropgaande", "Langewijk"}
)  # fmt: skip
"""Chains dug or measured out in straight reaches: they keep their corners."""

FACES: Final[tuple[tuple[str, str], ...]] = (
    ("Centrum", "o3 o4 o5 r5 r4"),
    ("Centrum", "o3 c4 c3 o5 o4"),
    ("Noord", "r4 r5 n1 n2"),
    ("Bentinckspark", "r5 r6 n3 n4 n1"),
    ("Krakeel", "o7 o8 o9 o10 q1 q2 q3"),
    ("Wolfsbos", "o6 o7 q3 q2 k6 k5 z1"),
    ("Zuid", "o1 o2 o3 c4 c3 o5 o6 z1 k5 z4"),
    ("Venesluis", "o1 z4 k5 k4 k3"),
    ("West", "r3 r4 o3 o2 w1"),
    ("Oost", "o5 o6 e1 r6 r5"),
    ("Steenbergerweiden", "w1 o2 o1 f3"),
    ("Kinholt", "r2b d1 d2 w1 r3"),
    ("Grittenhof", "r2 d0 d1 r2b"),
    ("Schoonvelde-West", "d0 d1 f1 m2"),
    ("Schoonvelde-Oost", "d1 d2 f2 f1"),
    ("Schutlanden-Oost", "f2 f3 k2 k1b"),
    ("Schutlanden-West", "f1 f2 k1b k1"),
    ("Kattouw", "f3 o1 k3 k2"),
    ("Trasselt", "d2 w1 f3 f2"),
    ("Erflanden", "m2 f1 k1 m1"),
    ("Fluitenberg", "r2 r1 r0 b1 b2 v_fl m3"),
    ("Fluitenberg", "m3 v_fl b2 b2b fp m4"),
    ("Pesse", "fp b2b b3 b4 v_p2 v_pe v_p1"),
    ("Pesse", "v_pe v_p2 b4 b5 b6 v_p3"),
    ("Pesse", "v_pe v_p3 b6 m6 m5"),
    ("Pesse", "fp v_p1 v_pe m5 m4"),
    ("Pesse", "m4 m5 r8 r7 r6 n3 n4"),
    ("Pesse", "m5 m6 r9 r8"),
    ("Stuifzand", "r6 e1 e2 v_s1 v_st v_s2 b7 r9 r8 r7"),
    ("Stuifzand", "e2 t0 t1 t2 b7 v_s2 v_st v_s1"),
    ("Tiendeveen", "t0 v_t1 v_ti v_t2 b8 b7 t2 t1"),
    ("Tiendeveen", "v_ti v_t3 b9 b8 v_t2"),
    ("Tiendeveen", "t0 v_t1 v_ti v_t3 b9 b10 nr2 nr0"),
    ("Noordscheschut", "o8 o9 o10 k8 k9 k10 nr2 nr0 t0 e2"),
    ("Noordscheschut", "k7 k8 k9 k10 h7 h6 h5"),
    ("Nieuweroord", "nr2 b10 k13 k12 k11 k10"),
    ("Nieuweroord", "k10 k11 k12 k13 b11 h9 h8 h7"),
    ("Hollandscheveld", "h4 h5 h6 v_ho v_h0"),
    ("Hollandscheveld", "h6 h7 h8 v_h3 v_h2 v_ho"),
    ("Hollandscheveld", "v_ho v_h2 v_h3 el2 el1 nm1 v_h4"),
    ("Hollandscheveld", "h4 v_h0 v_ho v_h4 nm1 b19 b20"),
    ("Hollandscheveld", "h0 h1 h2 h3 h4 b20 b21 b22 m0"),
    ("Nieuw Moscou/Zuideropgaande", "nm1 v_nm b17 b18 b19"),
    ("Nieuw Moscou/Zuideropgaande", "nm1 nm2 nm3 b16 b17 v_nm"),
    ("Elim", "nm1 nm2 v_e1 v_el el2 el1"),
    ("Elim", "el2 v_el v_e2 b14 b13 nl1"),
    ("Elim", "nm2 v_e1 v_el v_e3 b15 b16 nm3"),
    ("Elim", "v_el v_e2 b14 b15x b15 v_e3"),
    ("Nieuwlande", "h8 h9 b12 v_nl v_h3"),
    ("Nieuwlande", "v_h3 v_nl b12 b13 nl1 el2"),
    # land in no block: a wood, two industrial estates, water meadows
    ("", "r2 r2b r3 r4 n2 n1 n4 m4 m3"),
    ("", "o6 o7 o8 e2 e1"),
    ("", "q2 q1 o10 k8 k7 k6"),
    ("", "m1 k1 k1b k2 k3 k4 k5 k6 k7 h5 h4 h3 h2 h1 h0"),
    ("", "m1 m2 d0 r2 r1 r0"),
)
"""Quarter name ("" for land in no block) and ring; a quarter may have several rings."""

CORES: Final[dict[str, tuple[tuple[str, float], ...]]] = {
    "Fluitenberg": (("m3 v_fl", 0.26),),
    "Pesse": (("v_p1 v_pe v_p3", 0.17), ("v_pe m5", 0.22)),
    "Stuifzand": (("v_s1 v_st v_s2", 0.19),),
    "Tiendeveen": (("v_t1 v_ti v_t2", 0.19),),
    "Noordscheschut": (("k8 k9 k10", 0.24),),
    "Nieuweroord": (("k10 k11 k12", 0.20),),
    "Hollandscheveld": (("v_h0 v_ho v_h2", 0.32), ("h6 v_ho v_h4", 0.26)),
    "Elim": (("v_e1 v_el v_e2", 0.20), ("el2 v_el v_e3", 0.14)),
    "Nieuwlande": (("v_h3 v_nl", 0.20),),
    "Nieuw Moscou/Zuideropgaande": (("nm1 v_nm b17", 0.17),),
}
"""The built ribbons of each village: points, and half the width, in `UNIT`s."""
