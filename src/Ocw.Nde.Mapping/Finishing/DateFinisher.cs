using Ocw.Nde.Mapping.Dates;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Makes of what a source says about a date the one date that SCHEMA-AP-NDE's DateShape asks for, and keeps what more it says as EDTF.</summary>
internal static class DateFinisher
{
    /// <summary>Replaces all values of a date property by one; what is more than a single sure date stays beside it as <c>dcterms:created</c>.</summary>
    public static void Finish(Draft node, Iri predicate, FinishContext context)
    {
        var (reading, approximate) = (default(DateReading), false);
        foreach (var literal in node.Terms(predicate).OfType<Literal>())
        {
            var text = TextCleaner.Line(literal.LexicalForm);
            if (context.IsIgnored(text))
                continue;
            if (Read(literal, text) is { } found)
                reading = reading?.Hull(found) ?? found;
            else if (DateReader.SaysAbout(text))
                approximate = true;
            else if (TextCleaner.HasWord(text) && text.Trim('0', '-') is not "" && !DateReader.SaysNone(text))
                context.Remark("date-not-understood", "A value is not a date that can be read; expected: 1650, 1650-05-12, ca. 1650, 1650-1670, 17e eeuw, 500 v.Chr. It is left out.", predicate);
        }

        node.Remove(predicate);
        if (reading is null)
            return;
        if (approximate)
            reading = reading.Doubted(DateDoubt.Approximate);
        if (reading.Single is { } single)
            node.Add(predicate, ToLiteral(single));
        if (predicate != Vocabulary.DateCreated)
            return;
        if (reading.IsMoreThanADate)
            node.Add(Vocabulary.DctermsCreated, new Literal(reading.ToEdtf(), Vocabulary.Edtf));
        YearFinisher.Add(node, reading);
    }

    /// <summary>A value of <c>schema:temporalCoverage</c>: an interval, or <see langword="null"/> when the text is the name of a period.</summary>
    public static Literal? Coverage(Literal literal) => Read(literal, TextCleaner.Line(literal.LexicalForm)) is { } reading ? new Literal(reading.ToInterval()) : null;

    /// <summary>The datatype follows the precision: a year is never an <c>xsd:date</c>.</summary>
    public static Literal ToLiteral(PartialDate date) => new(date.ToString(), (date.Month, date.Day) switch
    {
        (0, _) => Vocabulary.XsdGYear,
        (_, 0) => Vocabulary.XsdGYearMonth,
        _ => Vocabulary.XsdDate,
    });

    // Typed dates follow ISO 8601, where the year 0 exists; plain texts count as people do.
    private static DateReading? Read(Literal literal, string text) =>
        DateReader.Read(text, astronomical: literal.Datatype != Vocabulary.XsdString && literal.Language is null);
}
