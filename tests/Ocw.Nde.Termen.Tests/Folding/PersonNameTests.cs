using Ocw.Nde.Termen.Folding;

namespace Ocw.Nde.Termen.Tests.Folding;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Rijn, Rembrandt van", "rijn", "rembrandt")]
    [InlineData("Rembrandt van Rijn", "rijn", "rembrandt")]
    [InlineData("Van de Moortel, Joris", "moortel", "joris")]
    [InlineData("Bundt, J.P.L.G. van de", "bundt", "j p l g")]
    [InlineData("H.D. de Vroom", "vroom", "h d")]
    [InlineData("Constant", "constant", "")]
    [InlineData("Milikowski-de Raat, Riek", "milikowski raat", "riek")]
    [InlineData("Jones Jr., John", "jones", "john")]
    [InlineData("John Jones Jr.", "jones", "john")]
    public void A_name_has_a_surname_and_given_names_and_particles_belong_to_neither(string name, string surname, string given)
    {
        var person = PersonName.Parse(name);

        Assert.Equal(surname, person.Surname);
        Assert.Equal(given, string.Join(' ', person.Given.Select(one => one.Text)));
    }

    [Theory]
    [InlineData("Peters, H.W.", true)]
    [InlineData("Peters, Th.", true)]
    [InlineData("Peters, H. Willem", false)]
    [InlineData("Peters, Bo", false)]
    [InlineData("Peters", false)]
    [InlineData("Gispen, N.V.", false)]
    public void Initials_alone_are_recognised(string name, bool initialsOnly) =>
        Assert.Equal(initialsOnly, PersonName.Parse(name).IsInitialsOnly);

    [Theory]
    [InlineData("Berlage, H.P.", "Berlage, Hendrik Petrus", GivenNameRelation.Compatible)]
    [InlineData("Wells, James L.", "Wells, James Lesesne", GivenNameRelation.Compatible)]
    [InlineData("Haas, Richard", "Haas, Richard John", GivenNameRelation.Compatible)]
    [InlineData("Vaillant, H.", "Vaillant, Henriëtte", GivenNameRelation.Compatible)]
    [InlineData("Burgh, H.B. van der", "Burgh, Hendrik Adam van der", GivenNameRelation.FirstOnly)]
    [InlineData("Jong, W.R. de", "Jong, Fred de", GivenNameRelation.Different)]
    [InlineData("Jan Steen", "Steen, Jan", GivenNameRelation.Same)]
    [InlineData("Permeke", "Permeke, Constant", GivenNameRelation.Absent)]
    [InlineData("Jan Mankes", "Johan Mankes", GivenNameRelation.Different)]
    public void Given_names_are_compared_one_by_one(string left, string right, GivenNameRelation relation) =>
        Assert.Equal(relation, PersonName.Compare(PersonName.Parse(left), PersonName.Parse(right)));
}
