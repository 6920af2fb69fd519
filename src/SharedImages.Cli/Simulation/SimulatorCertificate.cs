using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SharedImages.Cli;

/// <summary>The certificate that a simulator shows on HTTPS.</summary>
internal static class SimulatorCertificate
{
    public const string PasswordVariable = "SIMULATOR_CERTIFICATE_PASSWORD";

    /// <summary>Null = none, plain HTTP.</summary>
    /// <exception cref="CommandException">The file cannot be used.</exception>
    public static X509Certificate2? Load(string? file, string? password)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            return certificate.HasPrivateKey
                ? certificate
                : throw new CommandException(ExitCode.InvalidInput, $"{file} has a certificate without its private key; give a PKCS #12 file (.pfx, .p12) with both");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.InvalidInput, $"{file} cannot be read as a certificate ({e.Message.TrimEnd('.')}); give a PKCS #12 file (.pfx, .p12), and its password, if it has one, in {PasswordVariable}");
        }
    }
}
