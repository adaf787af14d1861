using Ocw.Nde.Mapping.Finishing;
using Ocw.Nde.Mapping.Names;
using Ocw.Nde.Mapping.Tests.Support;

namespace Ocw.Nde.Mapping.Tests.Names;

/// <summary>Names as collections write them, each with what it becomes: <c>names.tsv</c> and <c>places.tsv</c>, the tables behind docs/names.md.</summary>
public class NameTests
{
    [Fact]
    public void Every_name_of_the_table_becomes_what_stands_there() => ExpressionTable.Check("Names/names.tsv", Name);

    [Fact]
    public void Every_place_of_the_table_becomes_what_stands_there() => ExpressionTable.Check("Names/places.tsv", Place);

    private static string Name(string text)
    {
        var name = NameReader.Read(TextCleaner.Line(text));
        return name.IsUnknown ? "unknown" : string.Join("; ", new[]
        {
            $"name={name.Name}", Of("given", name.Given), Of("family", name.Family), Of("qualifier", name.Qualifier), Of("location", name.Location), Of("birth", name.Birth?.ToString()), Of("birthPlace", name.BirthPlace), Of("death", name.Death?.ToString()), Of("deathPlace", name.DeathPlace),
        }.OfType<string>());
    }

    private static string Place(string text)
    {
        var place = PlaceReader.Read(TextCleaner.Line(text));
        return place.IsUnknown ? "unknown" : string.Join("; ", place.OtherNames.Select(name => $"also={name}").Append(Of("within", place.Within)).Append(Of("address", place.Address)).OfType<string>());
    }

    private static string? Of(string part, string? text) => text is null ? null : $"{part}={text}";
}
