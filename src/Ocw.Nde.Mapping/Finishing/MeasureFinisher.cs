using System.Globalization;
using Ocw.Nde.Mapping.Measures;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Keeps beside the words of <c>schema:size</c> what they say in numbers of the object itself; of parts (a frame, a sheet) the words are enough.</summary>
internal static class MeasureFinisher
{
    private static readonly Iri Size = new(Vocabulary.Schema + "size");
    private static readonly Iri QuantitativeValue = new(Vocabulary.Schema + "QuantitativeValue");
    private static readonly Iri Value = new(Vocabulary.Schema + "value");
    private static readonly Iri MinValue = new(Vocabulary.Schema + "minValue");
    private static readonly Iri MaxValue = new(Vocabulary.Schema + "maxValue");
    private static readonly Iri UnitCode = new(Vocabulary.Schema + "unitCode");
    private static readonly Iri Scale = new(Vocabulary.Ocwnde + "scale");

    /// <summary>What the sizes of a work say; to be read before they are joined to one text.</summary>
    public static MeasuredSizes Read(Draft work)
    {
        var texts = work.Terms(Size).OfType<Literal>().Select(size => size.LexicalForm).ToList();
        var measures = texts.SelectMany(MeasureReader.Read).Where(m => m.Part is null && m.Unit is not null).ToList();
        return new MeasuredSizes([.. measures.GroupBy(m => m.Kind).Where(g => g.Distinct().Count() == 1).Select(g => g.First())], texts.Select(ScaleReader.Read).OfType<string>().FirstOrDefault());
    }

    /// <summary>Adds them. Where a source gives two heights, nobody can tell which is that of the object: then neither is added.</summary>
    public static void Add(Draft work, MeasuredSizes sizes)
    {
        foreach (var measure in sizes.Measures)
        {
            var predicate = PropertyOf(measure.Kind);
            if (work.Has(predicate))
                continue;
            var value = new Draft();
            value.AddType(QuantitativeValue);
            if (measure.UpTo is { } most)
            {
                value.Add(MinValue, Number(measure.Value));
                value.Add(MaxValue, Number(most));
            }
            else
            {
                value.Add(Value, Number(measure.Value));
            }

            value.Add(UnitCode, new Literal(measure.Unit!.Code));
            work.Add(predicate, value);
        }

        if (sizes.Scale is { } scale && !work.Has(Scale))
            work.Add(Scale, new Literal(scale));
    }

    // schema.org has no diameter, and its length is one of time.
    private static Iri PropertyOf(MeasureKind kind) => kind switch
    {
        MeasureKind.Diameter => new Iri(Vocabulary.Ocwnde + "diameter"),
        MeasureKind.Length => new Iri(Vocabulary.Ocwnde + "length"),
        _ => new Iri(Vocabulary.Schema + kind.ToString().ToLowerInvariant()),
    };

    private static Literal Number(decimal value) => new((value / 1.000000000m).ToString(CultureInfo.InvariantCulture), Vocabulary.XsdDecimal);
}

/// <summary>What the sizes of a work say in numbers.</summary>
/// <param name="Measures">One measure of each kind, of the object itself, with its unit.</param>
/// <param name="Scale">The scale of a map or model.</param>
internal sealed record MeasuredSizes(IReadOnlyList<Measure> Measures, string? Scale);
