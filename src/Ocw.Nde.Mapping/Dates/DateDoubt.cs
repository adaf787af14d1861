namespace Ocw.Nde.Mapping.Dates;

/// <summary>How sure a source is of a date (ISO 8601-2 §4.3, EDTF level 1).</summary>
[Flags]
internal enum DateDoubt : byte
{
    /// <summary>It says nothing.</summary>
    None = 0,

    /// <summary>«About»: <c>~</c>.</summary>
    Approximate = 1,

    /// <summary>«Perhaps»: <c>?</c>.</summary>
    Uncertain = 2,
}
