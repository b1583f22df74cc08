"""Names, streets and towns for invented people; every combination is drawn by chance.

Lists only. A name here belongs to nobody: people are made in `people`, clinicians in `providers`.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIRLS = _words(
    """Abigail Adaeze Adelina Aisha Alejandra Althea Amina Anneliese Annika Antonia Arden Asha
    Beatriz Bernadette Birgit Bronwyn Camila Candela Carolyn Catherine Celeste Charlotte Chiamaka
    Christine Clementine Dalia Deborah Delphine Dorothy Ebele Edith Eleanor Elizabeth Esperanza
    Fatima Feng Fiona Florence Frances Gabriela Ginevra Guadalupe Hadiza Hana Harriet Imani Ingrid
    Iolanda Isidora Jacqueline Jamila Jennifer Josephine Judith Kadiatou Kalani Katherine Keiko
    Lakshmi Latoya Leilani Lidia Linh Loretta Lourdes Magdalena Maribel Margaret Matilda Mei
    Meredith Minh Miriam Nadia Ngozi Noor Odessa Ofelia Pamela Patricia Penelope Philippa Priya
    Ramona Rebecca Rosalind Roxana Ruth Saanvi Samantha Savitri Shanice Sigrid Solveig Susannah
    Tamika Theodora Thuy Ursula Veronica Victoria Wanjiru Ximena Yasmin Yolanda Zainab"""
)
BOYS = _words(
    """Abdullah Adebayo Alasdair Albert Alejandro Alexander Amadou Andrew Anil Anselm Antonio
    Arjun Arthur Augustin Bao Benjamin Bernard Bogdan Cedric Charles Chidi Christopher Clifford
    Cornelius Cyrus Daniel Darnell Desmond Diego Dominic Donald Edmund Edward Eliseo Emeka Enrique
    Ernesto Ezekiel Ferdinand Francisco Frederick Gareth Gregory Gustavo Haruto Henrik Hiram
    Horatio Hussein Ignacio Isaiah Jabari James Javier Jerome Jonathan Joseph Kaveh Kenji Kenneth
    Khalid Kofi Kwame Lamar Laurence Leopold Luis Malik Marcellus Mateo Matthew Michael Mustafa
    Nathaniel Nguyen Nicholas Nikhil Obinna Octavio Omar Orlando Oswald Patrick Percival Phuoc
    Rafael Rashad Raymond Reginald Richard Robert Roderick Samir Samuel Santiago Silvio Stephen
    Tariq Terrence Thaddeus Theodore Thomas Timothy Tomasz Ulysses Vikram Walter William
    Yusuf"""
)
SURNAMES = _words(
    """Abernethy Abiodun Acheampong Adeleke Aguirre Albrecht Alderete Almonte Amadi Anaya Antczak
    Arceneaux Arroyo Ashcombe Asiedu Ballesteros Bamford Banerjee Barkhouse Barzani Bautista
    Beaulieu Belhadj Benavides Bergstrom Bhandari Birdsong Blackwater Boateng Bordelon Boudreau
    Braithwaite Brandvold Broussard Buchwald Bustillos Calloway Camara Carrasquillo Castellanos
    Chakraborty Chatterton Chukwu Claybourne Coldiron Colquitt Cordero Coughlin Crabtree Cuevas
    Dallaire Dandridge Delacruz Desrosiers Devereaux Diallo Dinwiddie Dombrowski Doucette Dupree
    Echeverria Eddington Egbuna Eisenhardt Elizondo Enriquez Escamilla Eubanks Fairweather Farahani
    Farrow Feliciano Fernsby Fitzwater Fontenot Fuentes Gaborone Gallegos Garneau Gebremariam
    Ghorbani Gilchrist Godbout Goldfarb Goswami Grabowski Greyeyes Grimaldo Guidry Gundersen Gupte
    Haddad Halvorsen Hamasaki Harjo Hathorne Hayashida Hebert Hinojosa Hollander Holloway Hutchens
    Ibarra Idowu Ikeda Isaksen Iyer Jankowski Jaramillo Jeffcoat Jimerson Kabir Kahananui
    Kalantari Kamara Karimov Kasprzak Keahey Khoury Kimbrough Kirkbride Kowalczyk Kuznetsov
    Lachapelle Laframboise Laghari Lanphier Larrabee Leblanc Lefebvre Lindqvist Llamas Lovelace
    Macalister Machado Madueke Magsaysay Mahoney Manygoats Marchetti Mbewe Mcalpine Mehrotra
    Melancon Menchaca Mensah Mirza Moncrief Montoya Moosavi Mukherjee Nakagawa Nazario Ndiaye
    Nesheim Nunnally Nwosu Núñez O'Dell O'Shaughnessy Obregon Odhiambo Ogawa Okonkwo Olawale
    Olivares Onyango Ostrowski Ouellette Overbeck Pacheco Padgett Pahlow Palakiko Pangilinan
    Parmenter Pelletier Penhallow Pequeno Pfeiffer Phanthavong Pickering Plourde Ponce Prudhomme
    Qureshi Quintanilla Rademacher Rahimi Ramachandran Rasmussen Redcloud Resendez Ribeiro
    Robichaud Rosenbluth Rutherglen Saavedra Sablan Saenz Sahagun Sandoval Santangelo Schoenfeld
    Sepulveda Shirazi Sinclair Skogland Somerville Sotelo Stallworth Strickland Szymanski Tafoya
    Tanimura Tarango Tesfaye Thibodeaux Thistlewood Torkelson Trudeau-Lamb Tsosie Tuttle Uchenna
    Ugalde Ulibarri Vaidya Valdovinos Vanterpool Varela Vasquez Venkatesan Villarreal Vongsa
    Wachowski Wadsworth Waweru Weatherby Whitehorse Wickersham Winslow Wojcik Worthington Xiong
    Yamashiro Yazzie Youngblood Zablocki Zambrano Zapata Zielinski"""
)
NICKNAMES = {
    "Abigail": "Abby", "Albert": "Al", "Alejandra": "Ale", "Alejandro": "Alex",
    "Alexander": "Alex", "Andrew": "Drew", "Antonia": "Toni", "Antonio": "Tony",
    "Arthur": "Art", "Beatriz": "Bea", "Benjamin": "Ben", "Bernadette": "Bernie",
    "Bernard": "Bernie", "Carolyn": "Carrie", "Catherine": "Cathy", "Charles": "Chuck",
    "Charlotte": "Lottie", "Christine": "Chris", "Christopher": "Chris", "Clifford": "Cliff",
    "Daniel": "Dan", "Deborah": "Debbie", "Dominic": "Dom", "Donald": "Don",
    "Dorothy": "Dot", "Edith": "Edie", "Edward": "Ted", "Eleanor": "Nell",
    "Elizabeth": "Betty", "Florence": "Flo", "Frances": "Fran", "Francisco": "Paco",
    "Frederick": "Fred", "Gabriela": "Gaby", "Gregory": "Greg", "Guadalupe": "Lupe",
    "Ignacio": "Nacho", "Jacqueline": "Jackie", "James": "Jim", "Jennifer": "Jenny",
    "Jerome": "Jerry", "Jonathan": "Jon", "Joseph": "Joe", "Josephine": "Jo",
    "Judith": "Judy", "Katherine": "Kate", "Kenneth": "Ken", "Laurence": "Larry",
    "Magdalena": "Maggie", "Margaret": "Peggy", "Matthew": "Matt", "Michael": "Mike",
    "Nathaniel": "Nate", "Nicholas": "Nick", "Pamela": "Pam", "Patricia": "Pat",
    "Patrick": "Pat", "Penelope": "Penny", "Raymond": "Ray", "Rebecca": "Becky",
    "Reginald": "Reggie", "Richard": "Dick", "Robert": "Bob", "Samantha": "Sam",
    "Samuel": "Sam", "Stephen": "Steve", "Susannah": "Sue", "Theodora": "Dora",
    "Theodore": "Ted", "Thomas": "Tom", "Timothy": "Tim", "Veronica": "Ronnie",
    "Victoria": "Vicky", "Walter": "Walt", "William": "Bill",
}  # fmt: skip

STREETS = _words(
    """Alder Anchor Aspen Basin Birch Bluff Brook Canal Cedar Chandler Cliff Clover Cooper Cove
    Dory Elm Ferry Flint Foundry Granite Grove Harrow Hazel Heron Hickory Juniper Kiln Larch
    Lantern Loom Maple Meadow Mill Millrace Orchard Otter Pier Plover Quarry Ridge Sable Sawyer
    Schooner Slate Spruce Tannery Thistle Walnut Wharf Willow"""
)
STREET_KINDS = ("St", "Ave", "Rd", "Ln", "Ct", "Way")
STATE = "ME"
# Towns of the sample's own map, each with a ZIP code of its own.
TOWNS = (
    ("Tarn Harbor", "04993"),
    ("Millbrook Falls", "04994"),
    ("Lake Orrin", "04995"),
    ("Pinehill", "04996"),
    ("Stonebridge", "04997"),
    ("Ferncliff", "04998"),
    ("Westgate Point", "04999"),
)
# Only 555-0100 to 555-0199 are kept free for fiction, so the area codes must do the rest: people
# keep the number of an earlier home.
AREA_CODES = _words(
    """201 203 207 208 212 215 217 224 228 231 239 248 252 256 260 267 270 276 281 301 303 305 308
    309 312 314 317 319 320 321 330 334 336 339 347 351 360 361 385 401 402 405 406 407"""
)
