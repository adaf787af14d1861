using System.Globalization;

namespace Ocw.Nde.Mapping.Measures;

/// <summary>What is measured.</summary>
internal enum MeasureKind
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>Height.</summary>
    Height,

    /// <summary>Width.</summary>
    Width,

    /// <summary>Depth, thickness.</summary>
    Depth,

    /// <summary>Length.</summary>
    Length,

    /// <summary>Diameter.</summary>
    Diameter,

    /// <summary>Weight.</summary>
    Weight,
}

/// <summary>A unit of length or mass, with its code in UN/CEFACT Recommendation 20.</summary>
/// <param name="Code">The code: <c>CMT</c>, <c>KGM</c>.</param>
/// <param name="IsMass">Whether it is a unit of mass.</param>
internal sealed record MeasureUnit(string Code, bool IsMass);

/// <summary>One measure as a source states it.</summary>
/// <param name="Kind">What is measured.</param>
/// <param name="Value">The number.</param>
/// <param name="UpTo">The other end of a range; <see langword="null"/> when it is one number.</param>
/// <param name="Unit">The unit; <see langword="null"/> when none is given.</param>
/// <param name="Part">The part of the object that is measured («lijst»); <see langword="null"/> for the object itself.</param>
internal sealed record Measure(MeasureKind Kind, decimal Value, decimal? UpTo, MeasureUnit? Unit, string? Part)
{
    /// <summary><c>height=23.5 CMT</c>, <c>lijst/width=60 CMT</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Part is null ? "" : Part + "/")}{Kind.ToString().ToLowerInvariant()}={Value / 1.000000000m}{(UpTo is { } most ? $"..{most / 1.000000000m}" : "")}{(Unit is null ? "" : " " + Unit.Code)}");
}
