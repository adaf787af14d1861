using Ocw.Nde.Mapping.Dates;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Persons;

/// <summary>Takes out of what queries say of a record the facts by which it is decided when it may be public; they are not published themselves.</summary>
/// <remarks>
/// <c>urn:ocwnde:persons</c>: <c>birth</c>, <c>marriage</c>, <c>death</c> or <c>other</c>; <c>urn:ocwnde:personsYear</c>: dates of the record;
/// <c>urn:ocwnde:personsLife</c>: dates of birth and death of each person, with <c>|</c> between them. What cannot be read is not known.
/// </remarks>
internal static class PersonalFacts
{
    /// <summary>The predicate that says of what kind a record about persons is.</summary>
    public const string Kind = "urn:ocwnde:persons";

    private static readonly Iri KindOf = new(Kind);
    private static readonly Iri YearOf = new("urn:ocwnde:personsYear");
    private static readonly Iri LifeOf = new("urn:ocwnde:personsLife");

    /// <summary>The facts; <see langword="null"/> when the record is not about persons.</summary>
    public static PersonalData? Take(Draft record)
    {
        if (!record.Has(KindOf))
            return null;
        var kinds = Texts(record, KindOf).Aggregate(PersonalRecordKinds.None, (known, text) => known | Read(text));
        var years = Texts(record, YearOf).Select(LatestYear).ToList();
        var lives = Texts(record, LifeOf).Select(life => life.Split('|')).Where(life => life.Length < 2 || LatestYear(life[1]) is null).Select(life => LatestYear(life[0])).ToList();
        foreach (var predicate in (ReadOnlySpan<Iri>)[KindOf, YearOf, LifeOf])
            record.Remove(predicate);
        // One date that cannot be read may be the latest.
        return new PersonalData(kinds, years.Contains(null) ? null : years.Max(), lives.Max(), lives.Contains(null));
    }

    private static PersonalRecordKinds Read(string text) => text switch
    {
        "birth" => PersonalRecordKinds.Birth,
        "marriage" => PersonalRecordKinds.Marriage,
        "death" => PersonalRecordKinds.Death,
        _ => PersonalRecordKinds.Other,
    };

    private static int? LatestYear(string text) => DateReader.Read(text)?.End?.Year is { } year and > 0 ? year : null;

    private static IEnumerable<string> Texts(Draft record, Iri predicate) => record.Terms(predicate).OfType<Literal>().Select(literal => literal.LexicalForm.Trim());
}
