using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Mapping.Names;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Prepares a place: what its name says beside the name is added; the name stays as the institution writes it.</summary>
internal static class PlaceFinisher
{
    private static readonly Iri ContainedInPlace = new(Vocabulary.Schema + "containedInPlace");
    private static readonly Iri Address = new(Vocabulary.Schema + "address");
    private static readonly Iri PostalAddressClass = new(Vocabulary.Schema + "PostalAddress");
    private static readonly Iri StreetAddress = new(Vocabulary.Schema + "streetAddress");
    private static readonly Iri AddressLocality = new(Vocabulary.Schema + "addressLocality");

    /// <summary>Prepares the node; <see langword="false"/> when the place is not known and there is nothing to publish.</summary>
    public static bool Prepare(Draft place)
    {
        if (place.SourceIri is not null || place.Terms(Vocabulary.Name).OfType<Literal>().ToList() is not [var name])
            return true;
        var reading = PlaceReader.Read(TextCleaner.Line(name.LexicalForm));
        if (reading.IsUnknown)
            return place.Statements.Exists(s => s.Predicate != Vocabulary.Name && s.Predicate != Vocabulary.Type);
        if (!place.Has(Vocabulary.AlternateName))
        {
            foreach (var other in reading.OtherNames)
                place.Add(Vocabulary.AlternateName, name with { LexicalForm = other });
        }

        if (reading.Within is { } within && !place.Has(ContainedInPlace))
            place.Add(ContainedInPlace, name with { LexicalForm = within });
        if (reading.Address is { } address && !place.Has(Address))
            place.Add(Address, PostalAddress(address, reading.Within));
        return true;
    }

    // SCHEMA-AP-NDE, Place address: the parts are plain strings.
    private static Draft PostalAddress(string street, string? town)
    {
        var address = new Draft();
        address.AddType(PostalAddressClass);
        address.Add(StreetAddress, new Literal(street));
        if (town is not null)
            address.Add(AddressLocality, new Literal(town));
        return address;
    }
}
