using System.Globalization;
using Ocw.Nde.Mapping.Dates;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Keeps the begin and end of the time of making as whole years, which queries can compare, with how sure the source is of either.</summary>
/// <remarks>Years count as in ISO 8601: 0 is 1 before Christ, -1 is 2 before Christ. An end that is open has no year; a sure one has no certainty.</remarks>
internal static class YearFinisher
{
    /// <summary>Adds the years of a reading.</summary>
    public static void Add(Draft node, DateReading reading)
    {
        Add(node, Vocabulary.YearFrom, Vocabulary.YearFromCertainty, reading.Start, reading.StartDoubt);
        Add(node, Vocabulary.YearTo, Vocabulary.YearToCertainty, reading.End, reading.EndDoubt);
    }

    private static void Add(Draft node, Iri property, Iri certainty, PartialDate? date, DateDoubt doubt)
    {
        if (date is not { } known)
            return;
        node.Add(property, new Literal(known.Year.ToString(CultureInfo.InvariantCulture), Vocabulary.XsdInteger));
        if (doubt.HasFlag(DateDoubt.Approximate))
            node.Add(certainty, Vocabulary.Approximate);
        if (doubt.HasFlag(DateDoubt.Uncertain))
            node.Add(certainty, Vocabulary.Uncertain);
    }
}
